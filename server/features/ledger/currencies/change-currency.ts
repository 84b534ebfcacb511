/** Renames a currency, changes its icon, retires and restores it. Its code, balances and history stay. */
import type { Asset } from '../../../../contracts/ledger.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { listAssetRows } from '../ledger.store.ts'
import { isBuiltIn, viewAsset } from '../ledger.views.ts'
import { refuseTakenName } from './create-currency.ts'
import { lockCurrencies, updateCurrencyRetired, updateCurrencyRow } from './currencies.store.ts'

export interface CurrencyAddress {
  communityId: string
  currency: string
}

export async function updateCurrency(
  ctx: Context,
  actor: Actor,
  { communityId, currency: code }: CurrencyAddress,
  change: { name?: string; icon?: string | null },
): Promise<Asset> {
  return ctx.inTransaction(async (tx) => {
    await lockCurrencies(tx, communityId)
    const known = await listAssetRows(tx, communityId)
    const row = known.find((asset) => asset.code === code)
    if (!row) return refuse('not_found', 'There is no such currency.')
    if (isBuiltIn(code)) refuse('currency_built_in')
    const name = change.name?.trim() ?? row.name
    const icon = change.icon === undefined ? row.icon : change.icon
    refuseTakenName(
      known.filter((asset) => asset.code !== code),
      name,
    )
    await updateCurrencyRow(tx, communityId, { code, name, icon })
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'currency.updated',
      subject: { kind: 'currency', id: null, label: name },
      changes: { code, name, icon, before: { name: row.name, icon: row.icon } },
    })
    return viewAsset({ ...row, name, icon })
  })
}

export const retireCurrency = (ctx: Context, actor: Actor, address: CurrencyAddress) =>
  changeRetired(ctx, actor, address, { isRetired: true })

export const restoreCurrency = (ctx: Context, actor: Actor, address: CurrencyAddress) =>
  changeRetired(ctx, actor, address, { isRetired: false })

async function changeRetired(
  ctx: Context,
  actor: Actor,
  { communityId, currency: code }: CurrencyAddress,
  { isRetired }: { isRetired: boolean },
): Promise<Asset> {
  if (isRetired && isBuiltIn(code)) refuse('currency_built_in')
  return ctx.inTransaction(async (tx) => {
    const row = await updateCurrencyRetired(tx, communityId, code, isRetired)
    if (!row) return refuse('not_found', 'There is no such currency.')
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: isRetired ? 'currency.retired' : 'currency.restored',
      subject: { kind: 'currency', id: null, label: row.name },
      changes: { code },
    })
    return viewAsset(row)
  })
}
