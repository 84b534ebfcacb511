/** Every run of a request: with which version of the mapping, and how it ended. */
import { Repeat } from 'lucide-react'
import type { ReceiptDetails } from '../../../../../contracts/receipts.ts'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import { StatusMark } from '../../../../ui/status-mark.tsx'

type Run = ReceiptDetails['runs'][number]

export function ReceiptRuns({ receipt }: { receipt: ReceiptDetails }) {
  if (receipt.runs.length === 0) {
    return (
      <EmptyState icon={Repeat} title="Not run yet">
        {receipt.details}
      </EmptyState>
    )
  }
  return (
    <ol className="divide-y divide-line rounded-lg border border-line">
      {[...receipt.runs].reverse().map((run) => (
        <li key={run.number} className="flex flex-col gap-1 px-4 py-3 text-13">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="flex items-center gap-3">
              <span className="font-medium text-ink">Run {run.number}</span>
              <StatusMark status={run.status} />
            </span>
            <span className="text-12 text-ink-3">
              {run.mappingVersion === null ? '' : `Version ${run.mappingVersion}, `}
              <RelativeTime at={run.finishedAt} className="text-ink-3" />
            </span>
          </div>
          <p className="text-ink-2 [overflow-wrap:anywhere]">{wordsOf(run)}</p>
        </li>
      ))}
    </ol>
  )
}

const outcomes: Record<NonNullable<Run['outcome']>, string> = {
  applied: 'Applied',
  duplicate: 'Already applied',
  nothing_to_do: 'Nothing to do',
  no_mapping: 'No mapping yet',
  paused: 'Paused',
  discarded: 'Discarded',
  awaiting_member: 'Waiting for a member',
}

function wordsOf({ failure, outcome }: Run): string {
  if (failure) return failure.detail === '' ? failure.reason : `${failure.reason}: ${failure.detail}`
  return outcome === null ? '' : outcomes[outcome]
}
