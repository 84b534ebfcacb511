/** Finds what is traded: the tier of an item, which may be left out where there is one. */
import type { Queryable } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { listTraded, requireOwnApp, type TradedTier } from '../../items/index.ts'

export const noItem = 'There is no such item.'

export async function getTradedTier(
  db: Queryable,
  actor: Pick<Actor, 'app'>,
  { communityId, itemId }: { communityId: string; itemId: string },
  key: string | undefined,
): Promise<TradedTier> {
  const tiers = await listTraded(db, communityId, itemId)
  const [first] = tiers
  if (!first) return refuse('not_found', noItem)
  requireOwnApp(actor, first.app_id, noItem)
  const tier = key === undefined && tiers.length === 1 ? first : tiers.find((each) => each.tier_key === key)
  return tier ?? refuse('unknown_item', 'Name a tier of the item: it has several, or none of that key.')
}
