/** What an item is like where its maker said nothing. */
import type { ItemKind } from '../../../../contracts/items.ts'
import type { StoredSettings } from './item.ts'

type Said = { [Name in keyof StoredSettings]?: StoredSettings[Name] | undefined }

export function startingSettings(kind: ItemKind, said: Said): StoredSettings {
  return {
    description: said.description ?? '',
    imageUrl: said.imageUrl ?? null,
    attributes: said.attributes ?? {},
    serverAttributes: said.serverAttributes ?? {},
    isGiftable: said.isGiftable ?? true,
    isMarketable: said.isMarketable ?? true,
    isMintable: said.isMintable ?? kind === 'mergeable',
    supplyCap: said.supplyCap ?? null,
    capCounts: said.capCounts ?? 'circulating',
    maxPerMember: said.maxPerMember ?? null,
    royaltyBps: said.royaltyBps ?? null,
    royaltyReceiver: said.royaltyReceiver ?? { kind: 'app' },
    currencies: said.currencies ?? ['coins'],
    tradeHoldS: said.tradeHoldS ?? { grant: 0, purchase: 0, gift: 0 },
    expiringNoticeS: said.expiringNoticeS ?? 24 * 3600,
  }
}
