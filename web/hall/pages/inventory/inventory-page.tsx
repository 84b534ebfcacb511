/** Inventory: what is on its way and what is active of a member, and what they hold of the games, by game. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Backpack } from 'lucide-react'
import { useMembership } from '../../../app/community.tsx'
import { withPart } from '../../../console/search.rules.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { EmptyFilter, EmptyState, ErrorState } from '../../../ui/states.tsx'
import { MergeList } from '../merges/merge-list.tsx'
import { useOpenMerges } from '../merges/use-merges.ts'
import { ActiveItems } from '../periods/active-items.tsx'
import { useActivePeriods } from '../periods/use-active-periods.ts'
import { GameSection } from './game-section.tsx'
import { gamesOf } from './inventory.rules.ts'
import { InventoryFilters } from './inventory-filters.tsx'
import { InventorySkeleton } from './inventory-skeleton.tsx'
import { useInventory } from './use-inventory.ts'

export function InventoryPage() {
  const { communityName } = useMembership()
  const inventory = useInventory()
  const periods = useActivePeriods()
  const merges = useOpenMerges()
  return (
    <>
      <PageHeader
        title="Inventory"
        place={communityName}
        sentence={`What you hold of the games of ${communityName}.`}
      />
      {/* All parts together: one that came later would push down what stands below it. */}
      {inventory.isPending || periods.isPending || merges.isPending ? (
        <InventorySkeleton />
      ) : (
        <div className="flex flex-col gap-6">
          <MergeList title="On the way into a game" read={merges} columns={2} />
          <ActiveItems periods={periods} />
          <Holdings inventory={inventory} />
        </div>
      )}
    </>
  )
}

const inventoryRoute = getRouteApi('/hall/$community/inventory')

function Holdings({ inventory }: { inventory: ReturnType<typeof useInventory> }) {
  const { communityId, communityName } = useMembership()
  const filter = inventoryRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/inventory' })
  const go = (search: typeof filter) => void navigate({ search, replace: true, resetScroll: false })
  const { data } = inventory
  if (data === undefined) {
    return (
      inventory.error && (
        <ErrorState
          problem={inventory.error}
          what="your inventory"
          onRetry={() => void inventory.refetch()}
        />
      )
    )
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
  const games = gamesOf(data, filter)
  return (
    <>
      <InventoryFilters
        inventory={data}
        filter={filter}
        onChange={(part, value) => go(withPart(filter, part, value))}
      />
      {games.length === 0 ? (
        <EmptyFilter what="items" onClear={() => go({})} />
      ) : (
        games.map((game) => <GameSection key={game.appId} game={game} />)
      )}
    </>
  )
}
