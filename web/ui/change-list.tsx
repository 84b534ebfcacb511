/** Changes of balances as a story: what, how much, before and after, by whom and why. */
import type { ReactNode } from 'react'
import type { GamificationLog } from '../../contracts/ledger.ts'
import type { Pages } from '../api/queries.ts'
import { formatCount } from './amount.rules.ts'
import { Amount } from './amount.tsx'
import { CopyButton } from './copy-button.tsx'
import { LedgerAmount } from './ledger-amount.tsx'
import { RelativeTime } from './relative-time.tsx'
import { Skeleton } from './skeleton.tsx'
import { ErrorState } from './states.tsx'
import { TableFooter } from './table-footer.tsx'

const causes = {
  receipt: 'webhook',
  request: 'by hand or API',
  reversal: 'correction',
  expiry: 'expired hold',
} as const

interface Props {
  pages: Pages<GamificationLog>
  empty: ReactNode
  /** How the cause is shown where the reader may look it up; members get its id to copy. */
  causeOf?: (log: GamificationLog) => ReactNode
  /** The place of the list says what is counted. */
  isOfOneAsset?: boolean
}

export function ChangeList({ pages, empty, causeOf, isOfOneAsset }: Props) {
  if (pages.isPending) return <ChangesSkeleton />
  if (pages.problem) return <ErrorState problem={pages.problem} what="the changes" onRetry={pages.reload} />
  if (pages.rows.length === 0) return empty
  return (
    <div className="rounded-lg border border-line bg-surface">
      <ol className="divide-y divide-line">
        {pages.rows.map((log) => (
          <li key={log.id} className="px-4 py-3">
            <div className="flex items-baseline justify-between gap-4">
              <p className="min-w-0 truncate text-14 font-medium text-ink">{log.action}</p>
              {isOfOneAsset ? (
                <Amount value={log.amount} className="text-14" />
              ) : (
                <LedgerAmount
                  value={log.amount}
                  assetName={log.assetName}
                  className="max-w-3/5 shrink-0 text-14"
                />
              )}
            </div>
            <div className="flex flex-wrap items-center justify-between gap-x-4 text-12 text-ink-3">
              <p className="flex min-w-0 items-center gap-1">
                <span className="truncate">
                  <RelativeTime at={log.at} className="text-ink-3" />, by {log.actor.label}
                  {causeOf ? '' : ` (${causes[log.cause.kind]})`}
                </span>
                {causeOf ? causeOf(log) : <CopyButton text={log.cause.id} label="Copy the id of the cause" />}
              </p>
              <p className="max-sm:w-full">
                {formatCount(log.balanceBefore)} <span aria-hidden>→</span>
                <span className="sr-only">became</span> {formatCount(log.balanceAfter)}
              </p>
            </div>
          </li>
        ))}
      </ol>
      <TableFooter count={pages.rows.length} {...pages} />
    </div>
  )
}

const skeletonCount = 6

function ChangesSkeleton() {
  return (
    <div role="status" className="rounded-lg border border-line bg-surface">
      <span className="sr-only">Loading the changes</span>
      <div className="divide-y divide-line">
        {Array.from({ length: skeletonCount }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
          <div key={index} className="flex flex-col gap-3 px-4 py-4">
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-3 w-1/3" />
          </div>
        ))}
      </div>
    </div>
  )
}
