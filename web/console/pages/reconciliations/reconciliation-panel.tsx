/** One run: who compared when, what differed, what is prepared to mend it, and what was done about it since. */
import { Link } from '@tanstack/react-router'
import type { Reconciliation } from '../../../../contracts/reconciliations.ts'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { Actor } from '../../actor.tsx'
import { DifferenceItem } from './difference-item.tsx'
import { byUrgency, foundWords } from './difference-words.rules.ts'

interface Props {
  params: { communityId: string; appId: string; reconciliationId: string }
  onClose: () => void
}

/** As many as somebody mends by hand; the rest is for a script, by the call behind the page. */
const shownMax = 200

export function ReconciliationPanel({ params, onClose }: Props) {
  const run = useRead('getReconciliation', { params })
  return (
    <SidePanel
      kind="Reconciliation"
      title={run.data ? foundWords(run.data) : 'Reconciliation'}
      rowKey={params.reconciliationId}
      width="wide"
      onClose={onClose}
    >
      {run.isPending ? (
        <SkeletonLines count={10} label="Loading the run" />
      ) : run.error ? (
        <ErrorState problem={run.error} what="this run" onRetry={() => void run.refetch()} />
      ) : (
        <Details run={run.data} />
      )}
    </SidePanel>
  )
}

function Details({ run }: { run: Reconciliation }) {
  const shown = byUrgency(run.differences).slice(0, shownMax)
  const left = run.differences.length - shown.length
  return (
    <div className="flex flex-col gap-6">
      <DetailsList
        items={[
          { name: 'When', value: <RelativeTime at={run.at} /> },
          { name: 'By', value: run.by === null ? 'Not recorded' : <Actor actor={run.by} /> },
          { name: 'Compared', value: formatCount(run.checked) },
          { name: 'Equal', value: formatCount(run.equal) },
          { name: 'Number', value: <CopyableId id={run.id} label="Copy the number of the run" /> },
        ]}
      />
      <section aria-labelledby="differences" className="flex flex-col gap-2">
        <h3 id="differences" className="text-13 font-semibold">
          Differences
        </h3>
        {shown.length === 0 ? (
          <p className="text-13 text-ink-2">The game and the ledger agreed on everything.</p>
        ) : (
          <ul className="divide-y divide-line rounded-md border border-line">
            {shown.map((difference) => (
              <DifferenceItem
                key={`${difference.member} ${difference.itemUri} ${difference.field}`}
                difference={difference}
                run={run}
              />
            ))}
          </ul>
        )}
        {left > 0 && (
          <p className="text-13 text-ink-2">{formatCount(left)} more are in the answer of the API.</p>
        )}
      </section>
      <Mended run={run} />
    </div>
  )
}

function Mended({ run }: { run: Reconciliation }) {
  const { communityId } = useMembership()
  return (
    <section aria-labelledby="mended" className="flex flex-col gap-2">
      <h3 id="mended" className="text-13 font-semibold">
        What was done
      </h3>
      {run.mendings.length === 0 ? (
        <p className="text-13 text-ink-2">
          Nothing from here. What is given or taken with the buttons above stands here afterwards.
        </p>
      ) : (
        <ul className="flex flex-col gap-1 text-13">
          {run.mendings.map(({ postingId, at, reason }) => (
            <li key={postingId} className="flex flex-wrap items-baseline gap-x-3">
              <Link
                to="/console/$community/ledger"
                params={{ community: communityId }}
                search={{ cause: postingId }}
                className="font-medium text-accent-text underline underline-offset-2 hover:no-underline"
              >
                {reason}
              </Link>
              <span className="text-ink-3">
                <RelativeTime at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
