/** Market: what members and games sell, to browse. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ReceiptText, Store } from 'lucide-react'
import type { ItemForSale } from '../../../../contracts/market.ts'
import { type Pages, usePages } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { withPart } from '../../../console/search.rules.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { EmptyFilter, EmptyState, ErrorState } from '../../../ui/states.tsx'
import { MarketFilters } from './market-filters.tsx'
import { isNarrowed, marketQuery } from './market-query.rules.ts'
import { SaleCard } from './sale-card.tsx'

const marketRoute = getRouteApi('/hall/$community/market')
const refreshMs = 10_000

export function MarketPage() {
  const { communityId, communityName } = useMembership()
  const search = marketRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/market' })
  const query = marketQuery(search)
  const pages = usePages('listMarket', { params: { communityId }, query }, { refetchMs: refreshMs })
  const go = (next: typeof search) => void navigate({ search: next, replace: true, resetScroll: false })
  return (
    <>
      <PageHeader
        title="Market"
        place={communityName}
        sentence={`What the members and games of ${communityName} sell.`}
        secondary={
          <ButtonLink to="/hall/$community/orders" params={{ community: communityId }} icon={ReceiptText}>
            My orders
          </ButtonLink>
        }
      />
      <div className="flex flex-col gap-6">
        <MarketFilters search={search} onChange={(part, value) => go(withPart(search, part, value))} />
        <Sales pages={pages} isNarrowed={isNarrowed(query)} onClear={() => go({})} />
      </div>
    </>
  )
}

interface SalesProps {
  pages: Pages<ItemForSale>
  isNarrowed: boolean
  onClear: () => void
}

const cardCount = 6
const grid = 'grid gap-3 sm:grid-cols-2 lg:grid-cols-3'

function Sales({ pages, onClear, ...filter }: SalesProps) {
  if (pages.isPending) {
    return (
      <div role="status" className={grid}>
        <span className="sr-only">Loading the market</span>
        {Array.from({ length: cardCount }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
          <Skeleton key={index} className="h-30 rounded-lg" />
        ))}
      </div>
    )
  }
  if (pages.problem) return <ErrorState problem={pages.problem} what="the market" onRetry={pages.reload} />
  if (pages.rows.length === 0) {
    return filter.isNarrowed ? (
      <EmptyFilter what="items" onClear={onClear} />
    ) : (
      <EmptyState icon={Store} title="Nothing is for sale">
        Be the first: open an item of your inventory and put some of it up for sale.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={grid}>
        {pages.rows.map((sale) => (
          <li key={`${sale.itemId} ${sale.tier} ${sale.currency}`} className="min-w-0">
            <SaleCard sale={sale} />
          </li>
        ))}
      </ul>
      {pages.moreProblem && (
        <ErrorState problem={pages.moreProblem} what="more of the market" onRetry={pages.loadMore} />
      )}
      {pages.hasMore && (
        <Button className="self-center" isPending={pages.isLoadingMore} onClick={pages.loadMore}>
          Show more
        </Button>
      )}
    </>
  )
}
