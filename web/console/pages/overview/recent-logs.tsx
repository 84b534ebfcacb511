/** The last changes of XP and Coins. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Coins } from 'lucide-react'
import type { Answer } from '../../../api/contract-types.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { LedgerAmount } from '../../../ui/ledger-amount.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'

export function RecentLogs({ logs }: { logs: UseQueryResult<Answer<'listGamificationLogs'>, ApiProblem> }) {
  const { communityId } = useMembership()
  return (
    <Section
      title="Recent changes"
      isFlush
      actions={
        <ButtonLink
          size="small"
          variant="ghost"
          to="/console/$community/settings/gamification-logs"
          params={{ community: communityId }}
        >
          Gamification Logs
        </ButtonLink>
      }
    >
      {logs.isPending ? (
        <div className="p-4">
          <SkeletonLines count={6} />
        </div>
      ) : logs.error ? (
        <ErrorState problem={logs.error} what="the changes" onRetry={() => void logs.refetch()} />
      ) : logs.data.data.length === 0 ? (
        <EmptyState icon={Coins} title="Nothing has changed yet">
          Every change of XP and Coins appears here, with its action and cause.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {logs.data.data.map((log) => (
            <li key={log.id}>
              <Link
                to="/console/$community/settings/gamification-logs"
                params={{ community: communityId }}
                search={{ log: log.id }}
                className="flex h-12 items-center gap-3 px-4 text-13 transition-colors hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{log.memberLabel}</span>
                  <span className="block truncate text-12 text-ink-3">{log.action}</span>
                </span>
                <LedgerAmount value={log.amount} assetName={log.assetName} className="max-w-1/2" />
                <RelativeTime at={log.at} className="w-16 shrink-0 text-right text-12 text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
