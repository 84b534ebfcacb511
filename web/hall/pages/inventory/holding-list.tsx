/** Holdings as cards, newest items first, as far as they were asked for. */
import type { Holding, Inventory } from '../../../../contracts/inventory.ts'
import type { Pages } from '../../../api/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyFilter, ErrorState } from '../../../ui/states.tsx'
import { HoldingCard } from './holding-card.tsx'
import { CardsSkeleton } from './inventory-skeleton.tsx'

interface Props {
  pages: Pages<Holding>
  apps: Inventory['apps']
  onClear: () => void
}

export function HoldingList({ pages, apps, onClear }: Props) {
  if (pages.isPending) {
    return (
      <div role="status">
        <span className="sr-only">Loading your inventory</span>
        <CardsSkeleton />
      </div>
    )
  }
  if (pages.problem)
    return <ErrorState problem={pages.problem} what="your inventory" onRetry={pages.reload} />
  if (pages.rows.length === 0) return <EmptyFilter what="items" onClear={onClear} />
  const titles = new Map(apps.map(({ appId, title }) => [appId, title]))
  return (
    <>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {pages.rows.map((holding) => (
          <li key={`${holding.itemId} ${holding.tier}`} className="min-w-0">
            <HoldingCard holding={holding} game={titles.get(holding.appId)} />
          </li>
        ))}
      </ul>
      {pages.moreProblem && (
        <ErrorState problem={pages.moreProblem} what="more of your inventory" onRetry={pages.loadMore} />
      )}
      {pages.hasMore && (
        <Button className="self-center" isPending={pages.isLoadingMore} onClick={pages.loadMore}>
          Show more
        </Button>
      )}
    </>
  )
}
