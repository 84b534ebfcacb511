/**
 * The wire of the webhooks that games made for FINGI receive: bodies with exactly the published keys in their order,
 * and headers in exactly the published case, one of them misspelled as it was published.
 */
import { type AppEventType, isAppEvent } from '../../../../contracts/endpoint-wire.ts'
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { Person } from './community-body.rules.ts'
import type { SentEvent } from './standard-body.rules.ts'

/** Whom a test or an example tells of. */
const testEmail = 'test@members.invalid'

type Ordered = EventPayload<'sell_order.created' | 'mint_order.requested'>

interface Form {
  name: string
  /** Of the object in the body. */
  key: string
  tell: (payload: unknown, userEmail: string) => object
  /** Beyond those that all have: what answers it, and until when. */
  headers?: (payload: unknown) => Record<string, string>
}

const counts: Form = {
  name: 'TokenAmountChanged',
  key: 'tokenAmountChanged',
  tell(payload, userEmail) {
    const { items = [] } = payload as Partial<EventPayload<'inventory.changed'>>
    return { userEmail, items: items.map(({ itemUri, count }) => ({ itemUri, tokenCount: count })) }
  },
}
const activeTime: Form = {
  name: 'SubActivated',
  key: 'subActivated',
  tell: (payload, userEmail) => ({
    userEmail,
    activeSubs: (payload as EventPayload<'active_time.changed'>).items.map(fingiSub),
  }),
}
const merge: Form = {
  name: 'ItemMergeRequested',
  key: 'mergeRequest',
  tell(payload, userEmail) {
    const { id: mergeId, itemUri, quantity: count } = (payload as EventPayload<'merge.requested'>).merge
    return { mergeId, userEmail, itemUri, count }
  },
  headers: (payload) => confirmHeaders((payload as EventPayload<'merge.requested'>).merge),
}
const order = (kind: 'mint' | 'sell'): Form => ({
  name: 'SellOrderCreated',
  key: 'sellOrderCreated',
  tell(payload, userEmail) {
    const { order: told, countRemaining } = payload as Ordered
    return { userEmail, itemUri: told.itemUri, countSold: told.quantity, countRemaining }
  },
  headers(payload) {
    const { order: told } = payload as Ordered
    const named = { 'X-Guildhall-Order-Id': told.id, 'X-Guildhall-Order-Kind': kind }
    return 'confirmMode' in told ? { ...named, ...confirmHeaders(told) } : named
  },
})
const forms: Record<AppEventType, Form> = {
  'inventory.changed': counts,
  'active_time.changed': activeTime,
  'merge.requested': merge,
  'sell_order.created': order('sell'),
  'mint_order.requested': order('mint'),
}

/** A test is one of counts. */
const formOf = (type: string): Form => (isAppEvent(type) ? forms[type] : counts)

export const fingiEventName = (type: string): string => formOf(type).name

/** Times are Unix seconds; of an end that is not a full second, the one in which it is. */
export const fingiSub = (item: { itemUri: string; expiresAt: string; isActive: boolean }) => ({
  itemUri: item.itemUri,
  expirationDate: Math.floor(Date.parse(item.expiresAt) / 1000),
  isActive: item.isActive,
})

/** Of a test, an empty snapshot of somebody who does not exist. */
export function fingiBody(
  { type, payload }: Pick<SentEvent, 'type' | 'payload'>,
  clientId: string,
  person: Pick<Person, 'email'> | null,
): Buffer {
  const { name, key, tell } = formOf(type)
  const told = isAppEvent(type) ? payload : {}
  const userEmail = person?.email?.toLowerCase() ?? testEmail
  return Buffer.from(JSON.stringify({ clientId, event: name, [key]: tell(told, userEmail) }))
}

/** What every event of an app says of whom it is about. */
interface ToldOfMember {
  memberId: string
  inventorySequence: number
}

export interface FingiHeaderParts {
  /** Of the app, as it was issued: it stands behind `Basic` without any coding. */
  key: string
  /** As the body names the event: also that of an example. */
  name: string
  event: Pick<EventRow, 'type' | 'payload'>
  /** Whether it tells of the test player of the app. */
  isTest?: boolean
  /** Of the attempt, from 1. */
  number: number
  eventId: string
  timestamp: number
  signature: string
  custom: readonly { name: string; value: string }[]
}

export function fingiHeaders(parts: FingiHeaderParts): Record<string, string> {
  const { event, custom, name } = parts
  const ours: Record<string, string> = {
    Authorization: `Basic ${parts.key}`,
    'X-Webook-event': name,
    'X-Webhook-Event': name,
    'Content-Type': 'application/json',
    'webhook-id': parts.eventId,
    'webhook-timestamp': String(parts.timestamp),
    'webhook-signature': parts.signature,
    ...toldHeaders(event),
    ...(parts.isTest ? testHeader : {}),
    'X-Guildhall-Attempt': String(parts.number),
  }
  const names = new Set(Object.keys(ours).map((each) => each.toLowerCase()))
  const others = custom.filter((header) => !names.has(header.name.toLowerCase()))
  return { ...ours, ...Object.fromEntries(others.map((header) => [header.name, header.value])) }
}

const testHeader = { 'X-Guildhall-Test': 'true' }

/** Whom the event is about, and what its kind adds. */
function toldHeaders({ type, payload }: FingiHeaderParts['event']): Record<string, string> {
  if (!isAppEvent(type)) return { 'X-Guildhall-Sequence': '0', ...testHeader }
  const { memberId, inventorySequence } = payload as ToldOfMember
  return {
    'X-Guildhall-Sequence': String(inventorySequence),
    'X-Guildhall-Member': memberId,
    ...forms[type].headers?.(payload),
  }
}

const confirmHeaders = ({ confirmMode, confirmBy }: { confirmMode: string; confirmBy: string }) => ({
  'X-Guildhall-Confirm': confirmMode,
  'X-Guildhall-Confirm-By': String(Math.floor(Date.parse(confirmBy) / 1000)),
})
