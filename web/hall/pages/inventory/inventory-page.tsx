/** Inventory: what a member holds of the games of the community, by game. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Backpack } from 'lucide-react'
import { useMembership } from '../../../app/community.tsx'
import { withPart } from '../../../console/search.rules.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { EmptyFilter, EmptyState, ErrorState } from '../../../ui/states.tsx'
import { GameSection } from './game-section.tsx'
import { gamesOf } from './inventory.rules.ts'
import { InventoryFilters } from './inventory-filters.tsx'
import { useInventory } from './use-inventory.ts'

const inventoryRoute = getRouteApi('/hall/$community/inventory')

export function InventoryPage() {
  const { communityName } = useMembership()
  const filter = inventoryRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/inventory' })
  const inventory = useInventory()
  const go = (search: typeof filter) => void navigate({ search, replace: true, resetScroll: false })
  return (
    <>
      <PageHeader
        title="Inventory"
        place={communityName}
        sentence={`What you hold of the games of ${communityName}.`}
      />
      {inventory.data?.data.length === 0 ? (
        <EmptyState icon={Backpack} title="Nothing yet">
          When a game of {communityName} gives you something, it stands here and stays yours.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          <InventoryFilters
            inventory={inventory.data}
            filter={filter}
            onChange={(part, value) => go(withPart(filter, part, value))}
          />
          <Games inventory={inventory} filter={filter} onClear={() => go({})} />
        </div>
      )}
    </>
  )
}

interface GamesProps {
  inventory: ReturnType<typeof useInventory>
  filter: Parameters<typeof gamesOf>[1]
  onClear: () => void
}

function Games({ inventory, filter, onClear }: GamesProps) {
  if (inventory.isPending) return <GamesSkeleton />
  if (inventory.data === undefined) {
    return (
      <ErrorState problem={inventory.error} what="your inventory" onRetry={() => void inventory.refetch()} />
    )
  }
  const games = gamesOf(inventory.data, filter)
  if (games.length === 0) return <EmptyFilter what="items" onClear={onClear} />
  return games.map((game) => <GameSection key={game.appId} game={game} />)
}

const skeletonCount = 6

function GamesSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Loading your inventory</span>
      <Skeleton className="h-6 w-40" />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {Array.from({ length: skeletonCount }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
          <Skeleton key={index} className="h-27 rounded-lg" />
        ))}
      </div>
    </div>
  )
}
