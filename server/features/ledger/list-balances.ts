/** Balances of one member: a line for every living currency, also those that are 0, and for what else is held. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { requirePermissionOrSelf } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import { findMemberLabel, listAssetRows, listBalanceRows } from './ledger.store.ts'

export async function listBalances(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  communityId: string,
  memberId: string,
) {
  requirePermissionOrSelf(actor, 'view_members', memberId)
  if ((await findMemberLabel(ctx.db, communityId, memberId)) === undefined)
    refuse('not_found', 'There is no such member.')
  const [assets, balances] = await Promise.all([
    listAssetRows(ctx.db, communityId),
    listBalanceRows(ctx.db, communityId, [memberId]),
  ])
  const amounts = new Map(balances.map((row) => [row.asset, row.amount]))
  return assets
    .map(({ code, retired_at }) => ({
      asset: code,
      amount: amounts.get(code) ?? 0,
      isRetired: retired_at !== null,
    }))
    .filter(({ amount, isRetired }) => amount > 0 || !isRetired)
    .map(({ asset, amount }) => ({ asset, amount }))
}

/** Balances of many members, only those that were ever touched. */
export async function listManyBalances(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  memberIds: readonly string[],
) {
  const balances = await listBalanceRows(ctx.db, communityId, memberIds)
  return balances.map((row) => ({ memberId: row.holder_id, asset: row.asset, amount: row.amount }))
}
