/** What a member holds, newest items first: how much of it can be used, what is held and why, what is active. */
import { Link } from '@tanstack/react-router'
import type { Holding } from '../../../../../contracts/inventory.ts'
import { usePages } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { HoldingFacts } from '../../../../hall/pages/inventory/holding-facts.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { TableFooter } from '../../../../ui/table-footer.tsx'
import { useAppRights } from '../../apps/use-app-rights.ts'
import type { MemberAddress } from './use-member-items.ts'

interface Props {
  params: MemberAddress
  query: { q?: string; appId?: string }
  games: readonly { value: string; label: string }[]
}

const refreshMs = 10_000

export function MemberHoldings({ params, query, games }: Props) {
  const pages = usePages('getInventory', { params, query }, { refetchMs: refreshMs })
  return (
    <Section title="Holds" isFlush>
      {pages.isPending ? (
        <div className="p-4">
          <SkeletonLines count={6} label="Loading the holdings" />
        </div>
      ) : pages.problem ? (
        <ErrorState problem={pages.problem} what="the holdings" onRetry={pages.reload} />
      ) : pages.rows.length === 0 ? (
        <p className="p-4 text-13 text-ink-2">Nothing, or nothing that fits.</p>
      ) : (
        <>
          <ul className="divide-y divide-line">
            {pages.rows.map((holding) => (
              <li key={`${holding.itemId} ${holding.tier}`} className="flex flex-col gap-1 px-4 py-3">
                <HoldingLine
                  holding={holding}
                  game={games.find(({ value }) => value === holding.appId)?.label}
                />
              </li>
            ))}
          </ul>
          <TableFooter count={pages.rows.length} {...pages} />
        </>
      )}
    </Section>
  )
}

function HoldingLine({ holding, game }: { holding: Holding; game: string | undefined }) {
  const { communityId } = useCommunityParams()
  const { maySee } = useAppRights()
  const { name, tier, appId, itemId, owned, activeUntil, seconds } = holding
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <p className="min-w-0 truncate text-14 font-medium">
          {maySee ? (
            <Link
              to="/console/$community/apps/$appId/items/$itemId"
              params={{ community: communityId, appId, itemId }}
              className="rounded-sm hover:underline"
            >
              {name}
            </Link>
          ) : (
            name
          )}
          {seconds !== null && <span className="font-normal text-ink-3">, {tier}</span>}
        </p>
        <p className="shrink-0 text-14 font-medium tabular-nums">
          {formatCount(owned)} <span className="text-12 font-normal text-ink-3">owned</span>
        </p>
      </div>
      {game !== undefined && <p className="truncate text-12 text-ink-3">{game}</p>}
      <HoldingFacts holding={holding} />
      {activeUntil !== null && (
        <p className="text-12 text-ink-2">
          Active, ends <RelativeTime at={activeUntil} />
        </p>
      )}
    </>
  )
}
