/** The gifts that a member sent or was offered, newest first, and one of them; staff sees those of all. */
import type { Gift, GiftState } from '../../../../contracts/gifts.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import { holds, requirePermission, requirePermissionOrSelf } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { noGift } from './answer-gift.ts'
import type { GiftAddress } from './gift.ts'
import { findGift, listGiftRows } from './gifts.store.ts'
import { viewGift } from './gifts.views.ts'

export interface GiftQuery extends PageRequest {
  state?: GiftState | undefined
  direction?: 'sent' | 'received' | undefined
  memberId?: string | undefined
  whose?: 'own' | 'all' | undefined
}

export async function listGifts(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  communityId: string,
  { limit, cursor, whose, memberId, ...asked }: GiftQuery,
): Promise<{ data: Gift[]; page: { next: string | null } }> {
  const filter = { ...asked, memberId: memberAsked(actor, { whose, memberId }) }
  const keyset = readKeyset({ limit, cursor }, { list: 'gifts', communityId, ...filter })
  const found = await listGiftRows(ctx.db, communityId, filter, keyset)
  const now = await decisionTime(ctx.db)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewGift(row, now),
  )
}

/** Null for all members. */
function memberAsked(
  actor: Actor,
  { whose, memberId }: Pick<GiftQuery, 'whose' | 'memberId'>,
): string | null {
  if (whose === 'all') requirePermission(actor, 'approve_apps')
  else if (memberId !== undefined) requirePermissionOrSelf(actor, 'approve_apps', memberId)
  else return actor.memberId ?? refuse('forbidden', 'Only members have gifts.')
  return memberId ?? null
}

export async function getGift(ctx: Pick<Context, 'db'>, actor: Actor, address: GiftAddress): Promise<Gift> {
  const row = await findGift(ctx.db, address)
  const isTheirs = row && [row.from_member_id, row.to_member_id].some((id) => id === actor.memberId)
  return row && (isTheirs || holds(actor, 'approve_apps'))
    ? viewGift(row, await decisionTime(ctx.db))
    : refuse('not_found', noGift)
}
