/** What the last run says in one sentence, and how far the one is that runs. */
import type { ConservationRun, RunningProof } from '../../../../contracts/conservation.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Notice } from '../../../ui/notice.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { tookWords } from './laws.rules.ts'

export function ProofStanding({ run }: { run: ConservationRun }) {
  const count = run.problems.length
  const when = run.finishedAt !== null && (
    <p>
      Proved <RelativeTime at={run.finishedAt} />, in {tookWords(run.startedAt, run.finishedAt)}.
    </p>
  )
  if (run.state !== 'done') {
    return (
      <Notice tone="warn" title="The last check did not come to its end">
        Nothing is known of what it would have found. Check again; the log of the server says why it failed.
      </Notice>
    )
  }
  if (count === 0) {
    return (
      <Notice tone="good" title="Everything agrees">
        {when}
      </Notice>
    )
  }
  return (
    <Notice
      tone="bad"
      title={`${formatCount(count)} ${count === 1 ? 'row does' : 'rows do'} not agree with the ledger`}
    >
      {when}
      <p>
        Corrections are reversals and new postings; transfers are never edited. Whoever runs the server finds
        the same in its log.
      </p>
    </Notice>
  )
}

export function RunningNotice({ running }: { running: RunningProof }) {
  const { stepsDone, stepCount, startedAt } = running
  const title = 'The proof is running'
  return (
    <section
      aria-label={title}
      aria-live="polite"
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-13"
    >
      <p className="font-medium text-ink">{title}</p>
      <p className="text-ink-2">
        {stepCount === 0 ? 'It waits for its turn.' : `${stepsDone} of ${stepCount} checks are done.`} Started{' '}
        <RelativeTime at={startedAt} />. It goes on when you leave this page.
      </p>
      <ProgressBar label={title} value={stepsDone} max={stepCount} />
    </section>
  )
}
