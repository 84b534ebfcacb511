/** Conditions on a payload: what a mapping applies, and what an endpoint is sent. */
import Type, { type Static } from 'typebox'
import { oneOf } from './values.ts'

/** RFC 9535 JSON Path (`$.player.email`) or RFC 6901 JSON Pointer (`/player/email`). */
export const PayloadPath = Type.String({
  minLength: 1,
  maxLength: 500,
  description: 'JSON Path (RFC 9535) or JSON Pointer (RFC 6901); inside `forEach`, relative to the element',
})

export const conditionCountMax = 10
export const conditionOperators = [
  'equal',
  'not_equal',
  'in',
  'exists',
  'missing',
  'greater',
  'less',
] as const

const ConditionScalar = Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()])

export const Condition = Type.Object(
  {
    path: PayloadPath,
    is: oneOf(conditionOperators),
    value: Type.Optional(
      Type.Union([ConditionScalar, Type.Array(ConditionScalar, { minItems: 1, maxItems: 100 })], {
        description: 'A list for `in`, a number for `greater` and `less`, none for `exists` and `missing`',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'Holds when a value at the path does. Null is no value; `not_equal` and `missing` are the opposites of `equal` and `exists`. Text that is a number is compared as one with a number, and with nothing else',
  },
)
export type Condition = Static<typeof Condition>
