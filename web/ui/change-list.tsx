/** Changes of balances as a story: what, how much, before and after, by whom and why. */
import type { ReactNode } from 'react'
import type { GamificationLog } from '../../contracts/ledger.ts'
import type { Pages } from '../api/queries.ts'
import { formatCount } from './amount.rules.ts'
import { Amount } from './amount.tsx'
import { CopyableId } from './copy-button.tsx'
import { RelativeTime } from './relative-time.tsx'
import { SkeletonLines } from './skeleton.tsx'
import { ErrorState } from './states.tsx'
import { TableFooter } from './table-footer.tsx'

const causes = { receipt: 'webhook request', request: 'request', reversal: 'correction' } as const

export function ChangeList({ pages, empty }: { pages: Pages<GamificationLog>; empty: ReactNode }) {
  if (pages.isPending) return <SkeletonLines count={6} label="Loading the changes" />
  if (pages.problem) return <ErrorState problem={pages.problem} what="the changes" onRetry={pages.reload} />
  if (pages.rows.length === 0) return empty
  return (
    <div className="rounded-lg border border-line bg-surface">
      <ol className="divide-y divide-line">
        {pages.rows.map((log) => (
          <li key={log.id} className="px-4 py-3">
            <div className="flex items-baseline justify-between gap-4">
              <p className="min-w-0 truncate text-14 font-medium text-ink">{log.action}</p>
              <Amount value={log.amount} asset={log.asset} className="text-14" />
            </div>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-12 text-ink-3">
              <p>
                <RelativeTime at={log.at} className="text-ink-3" /> by {log.actor.label}
              </p>
              <p>
                {formatCount(log.balanceBefore)} <span aria-hidden>→</span>
                <span className="sr-only">became</span> {formatCount(log.balanceAfter)}
              </p>
            </div>
            <p className="flex items-center gap-1 text-12 text-ink-3">
              Cause: {causes[log.cause.kind]}{' '}
              <CopyableId id={log.cause.id} label="Copy the id of the cause" />
            </p>
          </li>
        ))}
      </ol>
      <TableFooter count={pages.rows.length} {...pages} />
    </div>
  )
}
