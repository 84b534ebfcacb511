/** What of mine is active now, on top of the inventory: also what no unit is left of. */
import { Link } from '@tanstack/react-router'
import { useMembership } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { ActiveTime } from './active-time.tsx'
import type { useActivePeriods } from './use-active-periods.ts'

export function ActiveItems({ periods }: { periods: ReturnType<typeof useActivePeriods> }) {
  const { communityId } = useMembership()
  if (periods.problem) {
    return <ErrorState problem={periods.problem} what="what is active" onRetry={periods.reload} />
  }
  if (periods.rows.length === 0) return null
  return (
    <section aria-labelledby="active-items" className="flex flex-col gap-3">
      <h2 id="active-items" className="text-16 font-semibold">
        Active now
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {periods.rows.map((period) => (
          <li key={period.id} className="min-w-0">
            <Link
              to="/hall/$community/items/$itemId"
              params={{ community: communityId, itemId: period.itemId }}
              className="flex h-full flex-col gap-1 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong hover:bg-hover"
            >
              <span className="truncate text-14 font-semibold">{period.name}</span>
              <ActiveTime period={period} />
            </Link>
          </li>
        ))}
      </ul>
      {periods.hasMore && (
        <Button className="self-center" isPending={periods.isLoadingMore} onClick={periods.loadMore}>
          Show more
        </Button>
      )}
    </section>
  )
}
