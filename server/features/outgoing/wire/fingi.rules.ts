/**
 * The wire of the webhooks that games made for FINGI receive: bodies with exactly the published keys in their order,
 * and headers in exactly the published case, one of them misspelled as it was published.
 */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { Person } from './community-body.rules.ts'
import type { SentEvent } from './standard-body.rules.ts'

export const fingiEventName = 'TokenAmountChanged'
/** Whom a test or an example tells of. */
const testEmail = 'test@members.invalid'

type Changed = EventPayload<'inventory.changed'>

const isChange = ({ type }: { type: string }) => type === 'inventory.changed'

/** A snapshot: the counts after the change. Of a test, an empty one of somebody who does not exist. */
export function fingiBody(
  event: Pick<SentEvent, 'type' | 'payload'>,
  clientId: string,
  person: Person | null,
): Buffer {
  const items = isChange(event) ? (event.payload as Changed).items : []
  return Buffer.from(
    JSON.stringify({
      clientId,
      event: fingiEventName,
      tokenAmountChanged: {
        userEmail: person?.email?.toLowerCase() ?? testEmail,
        items: items.map(({ itemUri, count }) => ({ itemUri, tokenCount: count })),
      },
    }),
  )
}

export interface FingiHeaderParts {
  /** Of the app, as it was issued: it stands behind `Basic` without any coding. */
  key: string
  event: Pick<EventRow, 'type' | 'payload'>
  /** Of the attempt, from 1. */
  number: number
  eventId: string
  timestamp: number
  signature: string
  custom: readonly { name: string; value: string }[]
}

export function fingiHeaders(parts: FingiHeaderParts): Record<string, string> {
  const { event, custom } = parts
  const told = isChange(event) ? (event.payload as Changed) : undefined
  const ours: Record<string, string> = {
    Authorization: `Basic ${parts.key}`,
    'X-Webook-event': fingiEventName,
    'X-Webhook-Event': fingiEventName,
    'Content-Type': 'application/json',
    'webhook-id': parts.eventId,
    'webhook-timestamp': String(parts.timestamp),
    'webhook-signature': parts.signature,
    'X-Guildhall-Sequence': String(told?.inventorySequence ?? 0),
    ...(told ? { 'X-Guildhall-Member': told.memberId } : { 'X-Guildhall-Test': 'true' }),
    'X-Guildhall-Attempt': String(parts.number),
  }
  const names = new Set(Object.keys(ours).map((name) => name.toLowerCase()))
  const others = custom.filter(({ name }) => !names.has(name.toLowerCase()))
  return { ...ours, ...Object.fromEntries(others.map(({ name, value }) => [name, value])) }
}
