/** Merges as faces ask for them: those of one app, with the counts of their members at this moment. */
import type { MergeState } from '../../../../contracts/merges.ts'
import type { Context } from '../../../context.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { itemAsset, listBalanceRows } from '../../ledger/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { readToldEmails } from '../inventory/told-emails.ts'
import { listSequencesOf } from '../postings/inventories.store.ts'
import { answerMerge, noMerge } from './answer-merge.ts'
import type { MergeAddress, MergeRow } from './merge.ts'
import { findMerge, listMergeRows } from './merges.store.ts'
import type { MergeContext } from './request-merge.ts'

export interface FaceMerge {
  id: string
  state: MergeState
  /** Null of a member whose address is gone. */
  email: string | null
  itemUri: string
  quantity: number
  createdAt: Date
  confirmBy: Date
  /** Available units of the item. */
  available: number
  sequence: number
}

export interface FaceMergeQuery {
  states: readonly MergeState[]
  memberId?: string | undefined
  /** Behind this one. */
  after: string | null
  limit: number
}

type ReadContext = Pick<Context, 'db'>

export interface FaceMerges {
  /** Oldest first. */
  list: (ctx: ReadContext, app: AppAddress, query: FaceMergeQuery) => Promise<FaceMerge[]>
  find: (ctx: ReadContext, app: AppAddress, mergeId: string) => Promise<FaceMerge | undefined>
  answer: (
    ctx: MergeContext & ReadContext,
    actor: Actor,
    address: MergeAddress,
    answer: { state: 'confirmed' } | { state: 'rejected'; reason: string },
  ) => Promise<FaceMerge>
}

export function faceMerges(awaited: AwaitedEvents): FaceMerges {
  return {
    async list({ db }, { communityId, appId }, { states, memberId, after, limit }) {
      const filter = { states, appId, memberId }
      const found = await listMergeRows(
        db,
        communityId,
        filter,
        { after, take: limit },
        { isOldestFirst: true },
      )
      return withCounts(db, { communityId, appId }, found)
    },
    async find({ db }, app, mergeId) {
      const row = await findMerge(db, { communityId: app.communityId, mergeId })
      return row?.app_id === app.appId ? (await withCounts(db, app, [row]))[0] : undefined
    },
    async answer(ctx, actor, address, answer) {
      const reason = answer.state === 'rejected' ? answer.reason : null
      const { appId } = await answerMerge(ctx, awaited, actor, address, answer.state, reason)
      const row = await findMerge(ctx.db, address)
      const [shown] = row ? await withCounts(ctx.db, { communityId: address.communityId, appId }, [row]) : []
      return shown ?? refuse('not_found', noMerge)
    },
  }
}

async function withCounts(db: Queryable, app: AppAddress, found: readonly MergeRow[]): Promise<FaceMerge[]> {
  const { communityId } = app
  const memberIds = [...new Set(found.map((row) => row.member_id))]
  const emails = await readToldEmails(db, app, memberIds)
  const counts = new Map(
    (await listBalanceRows(db, communityId, memberIds)).map((row) => [
      `${row.holder_id} ${row.asset}`,
      row.amount,
    ]),
  )
  const sequences = await listSequencesOf(db, app, memberIds)
  return found.map((row) => ({
    ...{ id: row.id, state: row.state, itemUri: row.item_uri, quantity: row.quantity },
    email: emails.get(row.member_id)?.toLowerCase() ?? null,
    ...{ createdAt: row.created_at, confirmBy: row.confirm_by },
    available: counts.get(`${row.member_id} ${itemAsset(row.tier_id)}`) ?? 0,
    sequence: sequences.get(row.member_id) ?? 0,
  }))
}
