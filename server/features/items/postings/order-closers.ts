/**
 * Orders in which units of a holding lie, and which are closed before the app takes the units: listings, offered gifts,
 * merges that can be canceled. Each kind finds its own, and tells of their end as its usual verb does.
 */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { ClosedOrder } from '../../../../contracts/postings.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { Actor } from '../../actor.ts'
import type { Posting } from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import type { UnitOperation, UnitOrder } from './posting.ts'

/** Whose units of which tier; the holder is a member, or the app for its shelf. */
export interface ClosedHolding {
  holderId: string
  tierId: string
  asset: string
}

export interface WantedClosings extends AppAddress {
  actor: Actor
  /** Why, as their events tell it. */
  reason: string
  holdings: readonly ClosedHolding[]
  limit: number
}

export interface OrderClosing extends Omit<ClosedOrder, 'itemId' | 'tier'> {
  asset: string
  /** Gives the units back: under a cause of its own, as whenever such an order ends. */
  posting: Posting
  /** Ends the order and its hold, but for what the posting moves. */
  end: (tx: Transaction) => Promise<void>
  /** Once it is posted. */
  tell: (tx: Transaction, changes: ItemChange[]) => Promise<void>
}

/** Locks the orders it finds, and all it has to, before the inventories. */
export type FindClosings = (
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  wanted: WantedClosings,
) => Promise<OrderClosing[]>

export interface OrderClosers {
  /** In front of the others, whose locks come later. */
  plug: (find: FindClosings) => void
  find: (
    tx: Transaction,
    ctx: Pick<Context, 'ids' | 'events'>,
    actor: Actor,
    order: UnitOrder,
    operations: readonly UnitOperation[],
  ) => Promise<OrderClosing[]>
}

export function createOrderClosers(own: readonly FindClosings[], countMax: number): OrderClosers {
  const all = [...own]
  return {
    plug: (find) => void all.unshift(find),
    async find(tx, ctx, actor, { communityId, appId, reason }, operations) {
      const holdings = holdingsOf(appId, operations)
      const closings: OrderClosing[] = []
      if (holdings.length === 0) return closings
      for (const findOwn of all) {
        const limit = countMax - closings.length
        if (limit > 0)
          closings.push(...(await findOwn(tx, ctx, { communityId, appId, actor, reason, holdings, limit })))
      }
      return closings
    },
  }
}

function holdingsOf(appId: string, operations: readonly UnitOperation[]): ClosedHolding[] {
  const holdings = new Map<string, ClosedHolding>()
  for (const operation of operations) {
    if (operation.op !== 'take' || !operation.closesOrders) continue
    const { memberId, tier } = operation
    const holderId = memberId ?? appId
    holdings.set(`${holderId} ${tier.id}`, { holderId, tierId: tier.id, asset: tier.asset })
  }
  return [...holdings.values()]
}
