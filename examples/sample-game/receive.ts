/**
 * The receiver of the four webhooks. The rule that everything hangs on: what an answer promises is on the disk before
 * it is given. A 2xx to a merge burns its units in Guildhall, so they are added here first, once for each `mergeId`.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { bagOf, type Fact, type State } from './facts.ts'
import { itemAt } from './items.ts'
import type { Journal } from './journal.ts'
import { isFromGuildhall, type Sender } from './signature.ts'

export interface ReceiverSettings extends Sender {
  clientId: string
  /** Where players reach the game. */
  gameOrigin: string
}

export interface ReceiverAnswer {
  status: number
  /** For people who read the record of attempts; Guildhall looks at the status alone. */
  text: string
}

interface Body {
  clientId: string
  event: string
  mergeRequest?: { mergeId: string; userEmail: string; itemUri: string; count: number }
  sellOrderCreated?: { userEmail: string; itemUri: string; countSold: number; countRemaining: number }
  tokenAmountChanged?: { userEmail: string; items: { itemUri: string; tokenCount: number }[] }
  subActivated?: {
    userEmail: string
    activeSubs: { itemUri: string; expirationDate: number; isActive: boolean }[]
  }
}

const done: ReceiverAnswer = { status: 204, text: '' }
/** Retried. */
const notNow = (text: string): ReceiverAnswer => ({ status: 401, text })
/** Final: Guildhall gives the units of a merge back. */
const no = (text: string): ReceiverAnswer => ({ status: 422, text })

export async function receive(
  headers: IncomingHttpHeaders,
  bytes: Buffer,
  journal: Journal,
  settings: ReceiverSettings,
  nowMs: number,
): Promise<ReceiverAnswer> {
  if (!isFromGuildhall(headers, bytes, settings, nowMs)) return notNow('This is not signed by Guildhall.')
  const body = parse(bytes)
  if (body?.clientId !== settings.clientId) return no('This is for another app.')
  if (headers['x-guildhall-test'] === 'true') return done
  const told = factsOf(body, headers, journal.state, settings.gameOrigin)
  if ('status' in told) return told
  // Also without a fact of its own: a repeat waits until the first one is on the disk.
  await journal.record(...told)
  return done
}

function parse(bytes: Buffer): Body | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as Body
  } catch {
    return undefined
  }
}

function factsOf(
  body: Body,
  headers: IncomingHttpHeaders,
  state: State,
  origin: string,
): Fact[] | ReceiverAnswer {
  const sequence = Number(headers['x-guildhall-sequence'] ?? 0)
  if (body.mergeRequest) {
    return mergeFacts(body.mergeRequest, headers['x-guildhall-confirm'] === 'explicit', state, origin)
  }
  if (body.sellOrderCreated) return orderFacts(body.sellOrderCreated, headers, state, origin)
  if (body.tokenAmountChanged) {
    const { userEmail: email, items } = body.tokenAmountChanged
    return items.flatMap(({ itemUri, tokenCount: count }) => {
      const item = itemAt(origin, itemUri)?.key
      return item ? [{ type: 'held' as const, email, item, count, sequence }] : []
    })
  }
  if (body.subActivated) {
    const { userEmail: email, activeSubs } = body.subActivated
    return activeSubs.flatMap(({ itemUri, expirationDate: until, isActive }) => {
      const item = itemAt(origin, itemUri)?.key
      return item ? [{ type: 'active' as const, email, item, until, isActive, sequence }] : []
    })
  }
  return no(`The game does not know the event ${body.event}.`)
}

/** In the mode `explicit` nothing is burned by our answer: the units wait until our call has burned them. */
function mergeFacts(
  { mergeId, userEmail: email, itemUri, count }: NonNullable<Body['mergeRequest']>,
  isExplicit: boolean,
  state: State,
  origin: string,
): Fact[] | ReceiverAnswer {
  const item = itemAt(origin, itemUri)
  if (item?.kind !== 'mergeable') return no('Nothing of this can be brought into the mine.')
  const known = state.merges.get(mergeId)?.state
  if (known === 'gone') return no('This merge was given up.')
  if (known === 'added' || (known === 'asked' && isExplicit)) return []
  return [{ type: isExplicit ? 'merge_asked' : 'merge_added', mergeId, email, item: item.key, count }]
}

/** An order of what is in Guildhall is no business of the game; for one of what is in the mine, it leaves the mine. */
function orderFacts(
  { userEmail: email, itemUri, countSold: count }: NonNullable<Body['sellOrderCreated']>,
  headers: IncomingHttpHeaders,
  state: State,
  origin: string,
): Fact[] | ReceiverAnswer {
  const orderId = String(headers['x-guildhall-order-id'] ?? '')
  if (headers['x-guildhall-order-kind'] !== 'mint' || state.orders.has(orderId)) return []
  const item = itemAt(origin, itemUri)?.key
  if (item === undefined || bagOf(state, email, item) < count) return no('There is not so much in the mine.')
  const isTold = headers['x-guildhall-confirm'] !== 'explicit'
  return [{ type: 'order_removed', orderId, email, item, count, isTold }]
}
