/** What is true in the game is what its facts add up to: each is written to disk before anybody is told of it. */
import type { ItemKey } from './items.ts'

export type Fact =
  | { type: 'joined'; email: string; name: string }
  | { type: 'dug'; email: string; item: ItemKey; count: number }
  /** Units left the mine, and are to be issued in Guildhall. */
  | { type: 'push_started'; pushId: string; email: string; item: ItemKey; count: number }
  | { type: 'push_done'; pushId: string }
  | { type: 'push_refused'; pushId: string; reason: string }
  /** A merge that we have to confirm by a call before its units may be added. */
  | { type: 'merge_asked'; mergeId: string; email: string; item: ItemKey; count: number }
  | { type: 'merge_added'; mergeId: string; email: string; item: ItemKey; count: number }
  | { type: 'merge_gone'; mergeId: string; reason: string }
  /** Units left the mine for an order in Guildhall's market. `isTold`: no call has to confirm it. */
  | { type: 'order_removed'; orderId: string; email: string; item: ItemKey; count: number; isTold: boolean }
  | { type: 'order_told'; orderId: string }
  /** What Guildhall says that a player has there. */
  | { type: 'held'; email: string; item: ItemKey; count: number; sequence: number }
  | { type: 'active'; email: string; item: ItemKey; until: number; isActive: boolean; sequence: number }

export interface Push {
  email: string
  item: ItemKey
  count: number
  state: 'started' | 'done' | 'refused'
  reason: string | null
}

export interface Merge {
  email: string
  item: ItemKey
  count: number
  state: 'asked' | 'added' | 'gone'
}

export interface Player {
  email: string
  name: string
  /** In the mine. */
  bag: Partial<Record<ItemKey, number>>
  /** In Guildhall, as last told. */
  held: Partial<Record<ItemKey, { count: number; sequence: number }>>
  active: Partial<Record<ItemKey, { until: number; isActive: boolean; sequence: number }>>
}

export interface State {
  players: Map<string, Player>
  pushes: Map<string, Push>
  merges: Map<string, Merge>
  orders: Map<string, { isTold: boolean }>
}

export const emptyState = (): State => ({
  players: new Map(),
  pushes: new Map(),
  merges: new Map(),
  orders: new Map(),
})

/** Adds one fact. Ids make repeats harmless, and sequences make late news harmless. */
export function apply(state: State, fact: Fact): void {
  switch (fact.type) {
    case 'joined':
      playerOf(state, fact.email).name = fact.name
      break
    case 'dug':
      move(state, fact.email, fact.item, fact.count)
      break
    case 'push_started':
      if (state.pushes.has(fact.pushId)) break
      state.pushes.set(fact.pushId, { ...partsOf(fact), state: 'started', reason: null })
      move(state, fact.email, fact.item, -fact.count)
      break
    case 'push_done':
      endPush(state, fact.pushId, 'done', null)
      break
    case 'push_refused': {
      const push = endPush(state, fact.pushId, 'refused', fact.reason)
      if (push) move(state, push.email, push.item, push.count)
      break
    }
    case 'merge_asked':
      if (!state.merges.has(fact.mergeId))
        state.merges.set(fact.mergeId, { ...partsOf(fact), state: 'asked' })
      break
    case 'merge_added':
      if (state.merges.get(fact.mergeId)?.state === 'added') break
      state.merges.set(fact.mergeId, { ...partsOf(fact), state: 'added' })
      move(state, fact.email, fact.item, fact.count)
      break
    case 'merge_gone': {
      const merge = state.merges.get(fact.mergeId)
      if (merge?.state === 'asked') merge.state = 'gone'
      break
    }
    case 'order_removed':
      if (state.orders.has(fact.orderId)) break
      state.orders.set(fact.orderId, { isTold: fact.isTold })
      move(state, fact.email, fact.item, -fact.count)
      break
    case 'order_told':
      state.orders.set(fact.orderId, { isTold: true })
      break
    case 'held': {
      const { held } = playerOf(state, fact.email)
      const known = held[fact.item]
      if (!known || fact.sequence >= known.sequence)
        held[fact.item] = { count: fact.count, sequence: fact.sequence }
      break
    }
    case 'active': {
      const { active } = playerOf(state, fact.email)
      const { until, isActive, sequence } = fact
      const known = active[fact.item]
      if (!known || sequence >= known.sequence) active[fact.item] = { until, isActive, sequence }
      break
    }
  }
}

export function bagOf(state: State, email: string, item: ItemKey): number {
  return state.players.get(email)?.bag[item] ?? 0
}

/** A player is made by the first fact about them: webhooks may tell of somebody before they have ever played. */
function playerOf(state: State, email: string): Player {
  const known = state.players.get(email)
  if (known) return known
  const fresh: Player = { email, name: email.split('@')[0] ?? email, bag: {}, held: {}, active: {} }
  state.players.set(email, fresh)
  return fresh
}

function move(state: State, email: string, item: ItemKey, count: number): void {
  const { bag } = playerOf(state, email)
  bag[item] = (bag[item] ?? 0) + count
}

function endPush(
  state: State,
  pushId: string,
  end: 'done' | 'refused',
  reason: string | null,
): Push | undefined {
  const push = state.pushes.get(pushId)
  if (push?.state !== 'started') return undefined
  Object.assign(push, { state: end, reason })
  return push
}

const partsOf = ({ email, item, count }: { email: string; item: ItemKey; count: number }) => ({
  email,
  item,
  count,
})
