/**
 * The wire of the webhooks that games made for FINGI receive: bodies with exactly the published keys in their order,
 * and headers in exactly the published case, one of them misspelled as it was published.
 */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { Person } from './community-body.rules.ts'
import type { SentEvent } from './standard-body.rules.ts'

/** Whom a test or an example tells of. */
const testEmail = 'test@members.invalid'

type Told = Pick<SentEvent, 'type' | 'payload'>

/** A test is one of a snapshot. */
const names: Readonly<Record<string, string>> = {
  'merge.requested': 'ItemMergeRequested',
  'sell_order.created': 'SellOrderCreated',
  'mint_order.requested': 'SellOrderCreated',
}
export const fingiEventName = (type: string): string => names[type] ?? 'TokenAmountChanged'

/** Of a test, an empty snapshot of somebody who does not exist. */
export function fingiBody(event: Told, clientId: string, person: Person | null): Buffer {
  const userEmail = person?.email?.toLowerCase() ?? testEmail
  const told = { clientId, event: fingiEventName(event.type), ...partOf(event, userEmail) }
  return Buffer.from(JSON.stringify(told))
}

function partOf({ type, payload }: Told, userEmail: string): object {
  if (type === 'merge.requested') {
    const { id: mergeId, itemUri, quantity: count } = (payload as EventPayload<'merge.requested'>).merge
    return { mergeRequest: { mergeId, userEmail, itemUri, count } }
  }
  if (isOrder(type)) {
    const { order, countRemaining } = payload as EventPayload<'sell_order.created' | 'mint_order.requested'>
    const { itemUri, quantity: countSold } = order
    return { sellOrderCreated: { userEmail, itemUri, countSold, countRemaining } }
  }
  const items = type === 'inventory.changed' ? (payload as EventPayload<'inventory.changed'>).items : []
  return {
    tokenAmountChanged: {
      userEmail,
      items: items.map(({ itemUri, count }) => ({ itemUri, tokenCount: count })),
    },
  }
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
  const name = fingiEventName(event.type)
  const ours: Record<string, string> = {
    Authorization: `Basic ${parts.key}`,
    'X-Webook-event': name,
    'X-Webhook-Event': name,
    'Content-Type': 'application/json',
    'webhook-id': parts.eventId,
    'webhook-timestamp': String(parts.timestamp),
    'webhook-signature': parts.signature,
    ...toldHeaders(event),
    'X-Guildhall-Attempt': String(parts.number),
  }
  const names = new Set(Object.keys(ours).map((each) => each.toLowerCase()))
  const others = custom.filter((each) => !names.has(each.name.toLowerCase()))
  return { ...ours, ...Object.fromEntries(others.map((each) => [each.name, each.value])) }
}

/** Whom the event is about, and where an answer is asked for, what answers it and until when. */
function toldHeaders({ type, payload }: FingiHeaderParts['event']): Record<string, string> {
  if (type !== 'inventory.changed' && type !== 'merge.requested' && !isOrder(type)) {
    return { 'X-Guildhall-Sequence': '0', 'X-Guildhall-Test': 'true' }
  }
  const { memberId, inventorySequence } = payload as EventPayload<'inventory.changed' | 'merge.requested'>
  const whom = { 'X-Guildhall-Sequence': String(inventorySequence), 'X-Guildhall-Member': memberId }
  if (type === 'merge.requested')
    return { ...whom, ...confirmHeaders((payload as EventPayload<'merge.requested'>).merge) }
  return isOrder(type) ? { ...whom, ...orderHeaders(type, payload) } : whom
}

const isOrder = (type: string) => type === 'sell_order.created' || type === 'mint_order.requested'

function orderHeaders(type: string, payload: unknown): Record<string, string> {
  const { order } = payload as EventPayload<'sell_order.created' | 'mint_order.requested'>
  const kind = type === 'mint_order.requested' ? 'mint' : 'sell'
  const named = { 'X-Guildhall-Order-Id': order.id, 'X-Guildhall-Order-Kind': kind }
  return 'confirmMode' in order ? { ...named, ...confirmHeaders(order) } : named
}

const confirmHeaders = ({ confirmMode, confirmBy }: { confirmMode: string; confirmBy: string }) => ({
  'X-Guildhall-Confirm': confirmMode,
  'X-Guildhall-Confirm-By': String(Math.floor(Date.parse(confirmBy) / 1000)),
})
