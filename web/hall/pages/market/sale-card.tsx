/** One item that is for sale: its lowest price, and how many there are. */
import { Link } from '@tanstack/react-router'
import type { ItemForSale } from '../../../../contracts/market.ts'
import { useMembership } from '../../../app/community.tsx'
import { kindWords } from '../../../console/pages/apps/items/item-words.rules.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { Picture } from '../../../console/pages/apps/picture.tsx'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'

export function SaleCard({ sale }: { sale: ItemForSale }) {
  const { communityId } = useMembership()
  const { itemId, itemName, itemKind, tier, currency, lowestAsk, unitsForSale, listingCount } = sale
  return (
    <Link
      to="/hall/$community/items/$itemId"
      params={{ community: communityId, itemId }}
      search={{ currency, ...(itemKind === 'time_limited' ? { tier } : {}) }}
      className="flex h-full items-start gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong hover:bg-hover"
    >
      <Picture name={itemName} url={sale.picture} size="large" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-14 font-semibold text-ink">{itemName}</span>
        <span className="block truncate text-12 text-ink-3">
          {kindWords[itemKind].word}
          {itemKind === 'time_limited' && `, ${tier}`}
        </span>
        <span className="mt-2 block text-13 text-ink-2">
          from{' '}
          <span className="whitespace-nowrap text-16 font-semibold text-ink tabular-nums">
            {formatCount(lowestAsk)}
          </span>{' '}
          {assetName(currency)}
        </span>
        <span className="block text-12 text-ink-3">
          {unitsOf(unitsForSale)} in {formatCount(listingCount)} {listingCount === 1 ? 'listing' : 'listings'}
        </span>
      </span>
    </Link>
  )
}
