/** Events of what incoming webhooks received. */
import Type from 'typebox'
import { Id, Time } from '../values.ts'
import { event, exampleId } from './event-type.ts'

export const receiptFailed = event(
  'receipt.failed',
  'A received request could not be applied',
  {
    receiptId: Id,
    webhookId: Id,
    webhookName: Type.String({ maxLength: 100 }),
    reason: Type.String({ maxLength: 60 }),
    at: Time,
  },
  {
    receiptId: exampleId,
    webhookId: exampleId,
    webhookName: 'Match rewards',
    reason: 'Member not found',
    at: '2026-11-25T12:00:00.000Z',
  },
)

export const receiptDeferred = event(
  'receipt.deferred',
  'A received request waits until somebody is a member; it is applied then, or fails in the end',
  { receiptId: Id, webhookId: Id, webhookName: Type.String({ maxLength: 100 }), until: Time },
  {
    receiptId: exampleId,
    webhookId: exampleId,
    webhookName: 'Match rewards',
    until: '2026-12-25T12:00:00.000Z',
  },
)
