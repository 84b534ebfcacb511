/** Orders as faces ask for them: those of the members of one app, sell and mint orders in one list. */
import type { ListingState } from '../../../../contracts/listings.ts'
import type { MintOrderState } from '../../../../contracts/mint-orders.ts'
import type { Context } from '../../../context.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { Actor } from '../../actor.ts'
import { listSequencesOf, readToldEmails, shownUriOf } from '../../items/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { listShownListings, type ShownListing } from '../listings/shown.store.ts'
import { answerMint } from './answer-mint.ts'
import { listMintOrderRows } from './list-mints.store.ts'
import type { MintOrderAddress, MintOrderRow } from './mint-order.ts'
import { isOpen } from './mint-orders.rules.ts'
import { findMintOrder, markSeen } from './mint-orders.store.ts'

export interface FaceOrder {
  id: string
  kind: 'mint' | 'sell'
  state: MintOrderState | ListingState
  /** Null of a member whose address is gone. */
  email: string | null
  itemUri: string
  quantity: number
  filled: number
  open: number
  unitPrice: number
  currency: string
  createdAt: Date
  /** Of a mint order. */
  confirmBy: Date | null
  expiresAt: Date
  sequence: number
}

export interface FaceOrderQuery {
  /** Of both kinds. */
  states: readonly string[]
  kind?: 'mint' | 'sell' | undefined
  memberId?: string | undefined
  /** Behind this one. */
  after: string | null
  limit: number
  /** Whether what is answered reaches the game. */
  isTold: boolean
}

interface AppAddress {
  communityId: string
  appId: string
}
type ReadContext = Pick<Context, 'db'>

export interface FaceOrders {
  /** Oldest first. A mint order that waits for the game counts as seen from then on, where the query says so. */
  list: (ctx: ReadContext, app: AppAddress, query: FaceOrderQuery) => Promise<FaceOrder[]>
  findMint: (ctx: ReadContext, app: AppAddress, mintOrderId: string) => Promise<FaceOrder | undefined>
  answer: (
    ctx: ReadContext & Pick<Context, 'ids' | 'events' | 'inTransaction'>,
    actor: Actor,
    address: MintOrderAddress,
    answer: { state: 'confirmed' } | { state: 'rejected'; reason: string },
  ) => Promise<FaceOrder>
}

type Row = { memberId: string } & Omit<FaceOrder, 'email' | 'sequence'>

export function faceOrders(awaited: AwaitedEvents): FaceOrders {
  return {
    async list({ db }, app, query) {
      // What is told as waiting must be seen before, or its player could cancel it in between.
      for (;;) {
        const { shown, unseen } = await readPage(db, app, query)
        if (unseen.length === 0 || !query.isTold) return told(db, app, shown)
        await markSeen(db, app.communityId, unseen)
      }
    },
    async findMint({ db }, app, mintOrderId) {
      const row = await findMintOrder(db, { communityId: app.communityId, mintOrderId })
      return row?.app_id === app.appId ? (await told(db, app, [ofMint(row)]))[0] : undefined
    },
    async answer(ctx, actor, address, answer) {
      const reason = answer.state === 'rejected' ? answer.reason : null
      const { appId } = await answerMint(ctx, awaited, actor, address, answer.state, reason)
      const row = await findMintOrder(ctx.db, address)
      invariant(row, 'an order that was answered can be read')
      const [shown] = await told(ctx.db, { communityId: address.communityId, appId }, [ofMint(row)])
      invariant(shown, 'one order is told as one')
      return shown
    },
  }
}

/** A page, and the mint orders of it that wait and that the game has not read of. */
async function readPage(
  db: Queryable,
  { communityId, appId }: AppAddress,
  { states, kind, memberId, after, limit }: FaceOrderQuery,
): Promise<{ shown: Row[]; unseen: string[] }> {
  const place = { after, take: limit }
  const mints =
    kind === 'sell' ? [] : await listMintOrderRows(db, communityId, { states, appId, memberId }, place)
  const filter = { states, appId, sellerId: memberId, sellerKind: 'member' as const }
  const sales =
    kind === 'mint' ? [] : await listShownListings(db, communityId, filter, place, { isOldestFirst: true })
  const all = [...mints.map(ofMint), ...sales.map(ofSale)]
  const shown = all.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit)
  const ids = new Set(shown.map(({ id }) => id))
  const unseen = mints.filter((row) => ids.has(row.id) && row.state === 'requested' && !row.is_seen)
  return { shown, unseen: unseen.map(({ id }) => id) }
}

const ofMint = (row: MintOrderRow): Row => ({
  ...{ id: row.id, kind: 'mint', state: row.state, memberId: row.member_id, itemUri: row.item_uri },
  ...{ quantity: row.quantity, filled: 0, open: isOpen(row) ? row.quantity : 0 },
  ...{ unitPrice: row.unit_price, currency: row.currency, createdAt: row.created_at },
  confirmBy: row.confirm_by,
  // When the listing that it opens ends at the latest.
  expiresAt: new Date(row.confirm_by.getTime() + row.lasts_s * 1000),
})

const ofSale = (row: ShownListing): Row => ({
  ...{ id: row.id, kind: 'sell', memberId: row.seller_id, itemUri: shownUriOf(row) },
  state: row.is_over && row.remaining > 0 ? row.ends_as : row.state,
  ...{ quantity: row.quantity, filled: row.filled, open: row.is_over ? 0 : row.remaining },
  ...{ unitPrice: row.unit_price, currency: row.currency, createdAt: row.created_at },
  ...{ confirmBy: null, expiresAt: row.expires_at },
})

async function told(db: Queryable, app: AppAddress, found: readonly Row[]): Promise<FaceOrder[]> {
  const memberIds = [...new Set(found.map(({ memberId }) => memberId))]
  const emails = await readToldEmails(db, app, memberIds)
  const sequences = await listSequencesOf(db, app, memberIds)
  return found.map(({ memberId, ...order }) => ({
    ...order,
    email: emails.get(memberId)?.toLowerCase() ?? null,
    sequence: sequences.get(memberId) ?? 0,
  }))
}
