/** Adds a currency beside XP and Coins; from then on mappings, adjustments and holds can name its code. */
import { currencyCountMax } from '../../../../contracts/currencies.ts'
import type { Asset } from '../../../../contracts/ledger.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { type AssetRow, listAssetRows } from '../ledger.store.ts'
import { viewAsset } from '../ledger.views.ts'
import { insertCurrency, lockCurrencies } from './currencies.store.ts'
import { currencyCode, freeCode } from './currency-code.rules.ts'

export interface NewCurrency {
  communityId: string
  name: string
  icon?: string | null
}

export async function createCurrency(ctx: Context, actor: Actor, input: NewCurrency): Promise<Asset> {
  const { communityId, icon = null } = input
  const name = input.name.trim()
  return ctx.inTransaction(async (tx) => {
    await lockCurrencies(tx, communityId)
    const known = await listAssetRows(tx, communityId)
    refuseTakenName(known, name)
    if (known.length >= currencyCountMax)
      refuse('currency_limit_reached', `A community has at most ${currencyCountMax} currencies.`)
    const code = freeCode(currencyCode(name), new Set(known.map((asset) => asset.code)))
    await insertCurrency(tx, communityId, { code, name, icon })
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'currency.created',
      subject: { kind: 'currency', id: null, label: name },
      changes: { code, name, icon },
    })
    return viewAsset({ code, name, icon, retired_at: null })
  })
}

/** Compared without case, because people see the names and not the codes. */
export function refuseTakenName(known: readonly AssetRow[], name: string): void {
  const isTaken = known.some((asset) => asset.name.toLowerCase() === name.toLowerCase())
  if (isTaken) refuse('name_taken', `There is a currency "${name}" already; a retired one can be restored.`)
}
