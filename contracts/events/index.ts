/**
 * The facts the product announces: name, what the payload is, and an example. Payloads are stored in the event
 * log exactly as promised here.
 */
import Type, { type Static, type TSchema } from 'typebox'
import { FieldValue } from '../fields.ts'
import { Amount, Id, Time } from '../values.ts'

export interface EventType<Schema extends TSchema = TSchema> {
  /** `<singular noun>.<past verb>` in snake case. */
  name: string
  summary: string
  payload: Schema
}

const event = <const Name extends string, Schema extends TSchema>(
  name: Name,
  summary: string,
  payload: Schema,
) => ({ name, summary, payload })

export const memberJoined = event(
  'member.joined',
  'A membership became active',
  Type.Object(
    { memberId: Id, username: Type.String({ maxLength: 50 }), method: Type.String({ maxLength: 40 }) },
    { additionalProperties: false },
  ),
)

export const memberChanged = event(
  'member.changed',
  'Somebody is found by another e-mail or username now; the identifiers themselves are not told',
  Type.Object(
    {
      memberId: Id,
      changed: Type.Array(Type.Union([Type.Literal('email'), Type.Literal('username')]), {
        minItems: 1,
        maxItems: 2,
      }),
    },
    { additionalProperties: false },
  ),
)

export const currencyChanged = event(
  'currency.changed',
  'A balance of a member changed; once per member and asset of a posting',
  Type.Object(
    {
      memberId: Id,
      asset: Type.String({ maxLength: 50 }),
      amount: Amount,
      balance: Amount,
      action: Type.String({ maxLength: 200 }),
    },
    { additionalProperties: false },
  ),
)

export const fieldChanged = event(
  'field.changed',
  'A custom field of a member changed',
  Type.Object(
    { memberId: Id, field: Type.String({ maxLength: 50 }), before: FieldValue, after: FieldValue },
    { additionalProperties: false },
  ),
)

export const receiptFailed = event(
  'receipt.failed',
  'A received request could not be applied',
  Type.Object(
    {
      receiptId: Id,
      webhookId: Id,
      webhookName: Type.String({ maxLength: 100 }),
      reason: Type.String({ maxLength: 60 }),
      at: Time,
    },
    { additionalProperties: false },
  ),
)

export const receiptDeferred = event(
  'receipt.deferred',
  'A received request waits until somebody is a member; it is applied then, or fails in the end',
  Type.Object(
    { receiptId: Id, webhookId: Id, webhookName: Type.String({ maxLength: 100 }), until: Time },
    { additionalProperties: false },
  ),
)

export const eventTypes = [
  memberJoined,
  memberChanged,
  currencyChanged,
  fieldChanged,
  receiptFailed,
  receiptDeferred,
] as const

export type EventName = (typeof eventTypes)[number]['name']
export type EventPayload<Name extends EventName> = Static<
  Extract<(typeof eventTypes)[number], { name: Name }>['payload']
>
