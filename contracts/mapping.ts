/**
 * The mapping of an incoming webhook: which member a request is about, and what it changes. A mapping is
 * saved in versions; a receipt says which version was applied to it (seed: "Map to User", "Add field mapping").
 */
import Type, { type Static } from 'typebox'
import { Condition, conditionCountMax, PayloadPath } from './conditions.ts'
import { amountMax, nullable, oneOf } from './values.ts'

export const mappingLineCountMax = 50
export const mappingElementCountMax = 1000

/** What becomes of a receipt whose member is not there (yet). */
export const memberNotFoundChoices = ['fail', 'wait'] as const
export const awaitedDays = 30

const when = (description: string) =>
  Type.Optional(Type.Array(Condition, { maxItems: conditionCountMax, description }))

const lineWhen = when('All must hold, or the line is left out; inside `forEach` they judge the element')

const source = {
  path: Type.Optional(PayloadPath),
  value: Type.Optional(
    Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean(), Type.Null()], {
      description: 'A constant, instead of a path',
    }),
  ),
  optional: Type.Optional(
    Type.Boolean({
      description:
        'When the payload does not have the value, the line is left out instead of failing the receipt',
    }),
  ),
  default: Type.Optional(
    Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()], {
      description: 'Taken when the payload has no value at the path, or null',
    }),
  ),
  when: lineWhen,
}

export const CurrencyLine = Type.Object(
  {
    kind: Type.Literal('currency'),
    asset: Type.String({ minLength: 1, maxLength: 50, description: '`xp` or `coins`' }),
    operator: oneOf(['add', 'subtract']),
    path: source.path,
    value: Type.Optional(
      Type.Integer({ minimum: 1, maximum: amountMax, description: 'A constant amount, instead of a path' }),
    ),
    optional: source.optional,
    default: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: amountMax,
        description: 'The amount when the payload has no value at the path, or null',
      }),
    ),
    when: source.when,
  },
  { additionalProperties: false },
)
export type CurrencyLine = Static<typeof CurrencyLine>

export const FieldLine = Type.Object(
  {
    kind: Type.Literal('field'),
    field: Type.String({ minLength: 1, maxLength: 50, description: 'The key of a custom field' }),
    operator: oneOf(['set', 'add', 'subtract']),
    ...source,
  },
  { additionalProperties: false },
)
export type FieldLine = Static<typeof FieldLine>

export const MappingLine = Type.Union([CurrencyLine, FieldLine])
export type MappingLine = Static<typeof MappingLine>

const amountBound = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: amountMax, description }))

export const AmountBound = Type.Object(
  {
    asset: Type.String({ minLength: 1, maxLength: 50, description: '`xp` or `coins`' }),
    addMax: amountBound('The most that one request may add to one member, over all lines and elements'),
    subtractMax: amountBound('The most that one request may take from one member'),
    addPerDayMax: amountBound(
      'The most that one member may get from this webhook in one day (UTC), by when requests are applied',
    ),
  },
  {
    additionalProperties: false,
    description: 'A request beyond a bound fails as a whole. At least one of the three is there',
  },
)
export type AmountBound = Static<typeof AmountBound>

export const boundCountMax = 50
export const textPathCountMax = 10

export const Mapping = Type.Object(
  {
    member: Type.Object(
      { identifier: oneOf(['email', 'username']), path: PayloadPath },
      { additionalProperties: false, description: 'Map to User' },
    ),
    lines: Type.Array(MappingLine, { minItems: 1, maxItems: mappingLineCountMax }),
    when: when('All must hold of the whole payload, or there is nothing to do'),
    parse: Type.Optional(
      Type.Array(PayloadPath, {
        maxItems: textPathCountMax,
        description:
          'Places whose text is JSON: it is read as such before anything else, in this order. Names, indexes and `[*]` only',
      }),
    ),
    bounds: Type.Optional(
      Type.Array(AmountBound, { maxItems: boundCountMax, description: 'At most one for each currency' }),
    ),
    forEach: Type.Optional(nullable(PayloadPath)),
    dedupe: Type.Optional(
      nullable(
        Type.Object(
          {
            header: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9-]+$' })),
            path: Type.Optional(PayloadPath),
          },
          {
            additionalProperties: false,
            description: 'Where the sender puts the id of the event: one of header and path',
          },
        ),
      ),
    ),
    memberNotFound: Type.Optional(
      oneOf(
        memberNotFoundChoices,
        'Without one `fail`; `wait` keeps the receipt and applies it when that member appears, for 30 days',
      ),
    ),
  },
  { additionalProperties: false },
)
export type Mapping = Static<typeof Mapping>
