/** Inventory: gifts that wait, what is on its way and what is active of a member, and what they hold of the games. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Backpack } from 'lucide-react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Pages } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { withPart } from '../../../console/search.rules.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { OpenGifts } from '../gifts/open-gifts.tsx'
import { useOpenGifts } from '../gifts/use-open-gifts.ts'
import { MergeList } from '../merges/merge-list.tsx'
import { useOpenMerges } from '../merges/use-merges.ts'
import { ActiveItems } from '../periods/active-items.tsx'
import { useActivePeriods } from '../periods/use-active-periods.ts'
import { HoldingList } from './holding-list.tsx'
import { InventoryFilters } from './inventory-filters.tsx'
import { type InventorySearch, inventoryQuery } from './inventory-query.rules.ts'
import { InventorySkeleton } from './inventory-skeleton.tsx'
import { useInventory, useNewestHoldings } from './use-inventory.ts'

const inventoryRoute = getRouteApi('/hall/$community/inventory')

export function InventoryPage() {
  const { communityName } = useMembership()
  const search = inventoryRoute.useSearch()
  const pages = useInventory(inventoryQuery(search))
  const newest = useNewestHoldings()
  const periods = useActivePeriods()
  const merges = useOpenMerges()
  const gifts = useOpenGifts()
  return (
    <>
      <PageHeader
        title="Inventory"
        place={communityName}
        sentence={`What you hold of the games of ${communityName}.`}
      />
      {/* All parts together: one that came later would push down what stands below it. */}
      {[newest, periods, merges, gifts].some((each) => each.isPending) ? (
        <InventorySkeleton />
      ) : (
        <div className="flex flex-col gap-6">
          <OpenGifts read={gifts} />
          <MergeList title="On the way into a game" read={merges} columns={2} />
          <ActiveItems periods={periods} />
          <Holdings newest={newest} pages={pages} search={search} />
        </div>
      )}
    </>
  )
}

interface HoldingsProps {
  newest: ReturnType<typeof useNewestHoldings>
  pages: Pages<Holding>
  search: InventorySearch
}

function Holdings({ newest, pages, search }: HoldingsProps) {
  const { communityId, communityName } = useMembership()
  const navigate = useNavigate({ from: '/hall/$community/inventory' })
  const go = (next: InventorySearch) => void navigate({ search: next, replace: true, resetScroll: false })
  const { data, error } = newest
  if (data === undefined) {
    return error && <ErrorState problem={error} what="your inventory" onRetry={() => void newest.refetch()} />
  }
  if (data.data.length === 0) {
    return (
      <EmptyState
        icon={Backpack}
        title="Nothing yet"
        actions={
          <ButtonLink to="/hall/$community/market" params={{ community: communityId }}>
            Open the market
          </ButtonLink>
        }
      >
        When a game of {communityName} gives you something, it stands here and stays yours.
      </EmptyState>
    )
  }
  return (
    <>
      <InventoryFilters
        apps={data.apps}
        holdings={[...data.data, ...pages.rows]}
        search={search}
        onChange={(part, value) => go(withPart(search, part, value))}
      />
      <HoldingList pages={pages} apps={data.apps} onClear={() => go({})} />
    </>
  )
}
