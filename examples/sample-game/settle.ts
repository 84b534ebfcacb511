/** Brings to an end what was begun: at the start, after each request that began something, and once a minute. */
import { type Guildhall, Refused } from './guildhall.ts'
import { gameItems, itemAt, uriOf } from './items.ts'
import type { Journal } from './journal.ts'

export interface Settling {
  journal: Journal
  guildhall: Guildhall
  /** Where players reach the game. */
  gameOrigin: string
}

export async function settle(settling: Settling): Promise<void> {
  const moved = [...(await sendPushes(settling)), ...(await takeMerges(settling))]
  await tellOrders(settling)
  // No webhook tells the counts of what is mergeable, so whose units have moved is read again.
  for (const email of new Set(moved)) await readInventory(settling, email)
}

/** Each has an id that is sent with every try, so units are issued once however often a try is cut off. Answers whose. */
async function sendPushes({ journal, guildhall, gameOrigin }: Settling): Promise<string[]> {
  const moved: string[] = []
  for (const [pushId, { email, item, count, state }] of journal.state.pushes) {
    if (state !== 'started') continue
    try {
      await guildhall.pushItems(pushId, email, uriOf(gameOrigin, item), count)
      await journal.record({ type: 'push_done', pushId })
      moved.push(email)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await journal.record({ type: 'push_refused', pushId, reason: error.message })
    }
  }
  return moved
}

/**
 * First the call that burns the units there, then the units here: a crash between the two is healed by calling again.
 * Merges whose webhook never arrived are found in the list. Answers whose.
 */
async function takeMerges({ journal, guildhall, gameOrigin }: Settling): Promise<string[]> {
  const moved: string[] = []
  for (const { mergeId, userEmail, itemUri, count } of await guildhall.listMerges()) {
    const item = itemAt(gameOrigin, itemUri)?.key
    if (item === undefined || journal.state.merges.has(mergeId)) continue
    await journal.record({ type: 'merge_asked', mergeId, email: userEmail, item, count })
  }
  for (const [mergeId, { email, item, count, state }] of journal.state.merges) {
    if (state !== 'asked') continue
    try {
      await guildhall.confirmMerge(mergeId)
      await journal.record({ type: 'merge_added', mergeId, email, item, count })
      moved.push(email)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      await journal.record({ type: 'merge_gone', mergeId, reason: error.message })
    }
  }
  return moved
}

/** The units have left the mine already; a late confirmation is honored too, so it is repeated until it is heard. */
async function tellOrders({ journal, guildhall }: Settling): Promise<void> {
  for (const [orderId, { isTold }] of journal.state.orders) {
    if (isTold) continue
    await guildhall.confirmOrder(orderId)
    await journal.record({ type: 'order_told', orderId })
  }
}

/** At a login, and when a player comes back to the page: what they hold there, whatever webhooks were missed. */
export async function readInventory(
  { journal, guildhall, gameOrigin }: Settling,
  email: string,
): Promise<void> {
  const { sequence, items } = await guildhall.pullItems(email)
  const counts = new Map(items.map(({ itemUri, itemCount }) => [itemUri, itemCount]))
  const { sequence: subsSequence, activeSubs } = await guildhall.pullSubs(email)
  const subs = new Map(activeSubs.map((sub) => [sub.itemUri, sub]))
  await journal.record(
    ...gameItems.map(({ key: item }) => ({
      ...{ type: 'held' as const, email, item, sequence },
      count: counts.get(uriOf(gameOrigin, item)) ?? 0,
    })),
    ...gameItems
      .filter(({ kind }) => kind === 'time_limited')
      .map(({ key: item }) => {
        const sub = subs.get(uriOf(gameOrigin, item))
        const until = sub?.expirationDate ?? 0
        return {
          type: 'active' as const,
          email,
          item,
          until,
          isActive: sub !== undefined,
          sequence: subsSequence,
        }
      }),
  )
}
