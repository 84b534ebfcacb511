/** Saves the settings of the market, unless somebody else changed them since they were read. */
import { bpsMax, type MarketSettings } from '../../../../contracts/market.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { changesBetween, recordAudit } from '../../audit/index.ts'
import { upsertItemsSettings } from '../../items/index.ts'
import { listLivingAssetRows } from '../../ledger/index.ts'
import { getMarketSettings } from './get-settings.ts'
import { lockSettings, upsertSettings } from './settings.store.ts'

export async function saveMarketSettings(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  communityId: string,
  wanted: Omit<MarketSettings, 'revision'>,
  ifMatch: number | undefined,
): Promise<MarketSettings> {
  if (wanted.minUnitPrice > wanted.maxUnitPrice)
    refuse('price_out_of_bounds', 'The lowest price lies above the highest.')
  if (wanted.feeBps + wanted.defaultRoyaltyBps > bpsMax)
    refuse('rates_too_high', `Fee and default royalty are ${bpsMax} at most together.`)
  return ctx.inTransaction(async (tx) => {
    await lockSettings(tx, communityId)
    const { revision, ...before } = await getMarketSettings(tx, communityId)
    if (ifMatch !== undefined && ifMatch !== revision)
      refuse('revision_mismatch', `The settings are at revision ${revision} now. Read them again.`)
    const known = (await listLivingAssetRows(tx, communityId)).map(({ code }) => code)
    const unknown = wanted.currencies.find((code) => code === 'xp' || !known.includes(code))
    if (unknown !== undefined) refuse('asset_unknown', `Nothing can be sold for "${unknown}".`)
    const changes = changesBetween(before, wanted)
    if (Object.keys(changes).length === 0) return { ...before, revision }
    await upsertSettings(tx, communityId, {
      ...{ fee_bps: wanted.feeBps, listing_fee: wanted.listingFee, currencies: wanted.currencies },
      ...{ min_unit_price: wanted.minUnitPrice, max_unit_price: wanted.maxUnitPrice },
      default_royalty_bps: wanted.defaultRoyaltyBps,
    })
    await upsertItemsSettings(tx, communityId, {
      ...{ gift_acceptance: wanted.giftAcceptance, trade_hold_floor_s: wanted.tradeHoldFloorS },
    })
    const settings = await getMarketSettings(tx, communityId)
    const subject = { kind: 'market', id: communityId, label: 'Market' }
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'market_settings.updated',
      subject,
      changes,
    })
    await ctx.events.publish(tx, {
      ...{ communityId, type: 'market_settings.updated', subjectId: communityId },
      payload: { settings, changed: Object.keys(changes) },
      ...{ actor: recordedActor(actor), cause: { kind: 'request', id: actor.requestId } },
    })
    return settings
  })
}
