/** An inventory put together from what the ledger and the catalog know. */
import type { Holding } from '../../../../contracts/inventory.ts'
import { shownTierUri } from '../catalog/item-uri.rules.ts'
import { pathIf } from '../images/image-path.rules.ts'
import type { TradeHold } from '../postings/trade-holds.rules.ts'
import type { HoldingRow } from './holdings.store.ts'

/** Of one member. */
export interface KnownHoldings {
  communityId: string
  tiers: readonly HoldingRow[]
  held: readonly { asset: string; purpose: string; remaining: number }[]
  tradeHolds: readonly (TradeHold & { tier_id: string })[]
  /** By item: when what is active of it ends. */
  activeUntil: ReadonlyMap<string, Date>
}

/** In the order of the tiers. */
export function holdingsOf({ communityId, tiers, held, tradeHolds, activeUntil }: KnownHoldings): Holding[] {
  return tiers.map((tier): Holding => {
    const count = tier.available
    const inHolds = held.filter(({ asset }) => asset === tier.asset)
    const kept = tradeHolds.filter(({ tier_id }) => tier_id === tier.tier_id)
    const tradeHeld = sum(kept.map(({ quantity }) => quantity))
    const last = kept.reduce<Date | null>(
      (latest, { until }) => (latest && latest > until ? latest : until),
      null,
    )
    return {
      appId: tier.app_id,
      itemId: tier.item_id,
      itemUri: shownTierUri(tier.item_uri, tier, tier.tier_count),
      name: tier.name,
      picture: pathIf(communityId, tier.image_digest),
      tags: tier.tags,
      kind: tier.kind,
      tier: tier.key,
      seconds: tier.seconds,
      owned: count + sum(inHolds.map(({ remaining }) => remaining)),
      available: count,
      tradable: Math.max(0, count - tradeHeld),
      tradeHeldUntil: last?.toISOString() ?? null,
      activeUntil: activeUntil.get(tier.item_id)?.toISOString() ?? null,
      held: inHolds.map(({ purpose, remaining }) => ({ purpose, quantity: remaining })),
    }
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** UTF-8 bytes stand in the order of the code points, which UTF-16 units do not. */
export const byCodePoint = (one: string, other: string) =>
  Buffer.compare(Buffer.from(one), Buffer.from(other))
