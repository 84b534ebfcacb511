/** One repair: how far it is, at which pace, what came of it, and how to stop it. It goes on when the page is left. */
import { Pause, Play, X } from 'lucide-react'
import { useState } from 'react'
import type { Repair } from '../../../../../contracts/repairs.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { ProgressBar } from '../../../../ui/progress-bar.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { Exceptions } from './exceptions.tsx'
import { countWords, paceWords, stateWords } from './repair-words.rules.ts'

interface Props {
  repair: Repair
  onDismiss?: () => void
}

export function RepairProgress({ repair, onDismiss }: Props) {
  const { state, counts, startedBy } = repair
  const [isLeftShown, showLeft] = useState(false)
  const pace = paceWords(repair)
  const hasEnded = repair.endedAt !== null
  return (
    <section
      aria-label={stateWords(repair)}
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-13"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium text-ink">{stateWords(repair)}</p>
          <p className="text-ink-2">
            {formatCount(counts.done)} of {formatCount(counts.total)} done: {countWords(repair)}
            {pace !== null && <span className="text-ink-3"> · {pace}</span>}
          </p>
          <p className="text-12 text-ink-3">
            Started by {startedBy.label} <RelativeTime at={repair.startedAt} className="text-ink-3" />
            {repair.auditReason !== null && `: ${repair.auditReason}`}
          </p>
        </div>
        <div className="flex items-center gap-2">
          {!hasEnded && <Controls repair={repair} />}
          {hasEnded && repair.kind === 'undo' && !isLeftShown && (
            <Button onClick={() => showLeft(true)}>What was left</Button>
          )}
          {hasEnded && onDismiss && <IconButton label="Hide this result" icon={X} onClick={onDismiss} />}
        </div>
      </div>
      {!hasEnded && (
        <ProgressBar
          label={stateWords(repair)}
          value={counts.done}
          max={counts.total}
          isPaused={state === 'paused'}
        />
      )}
      {isLeftShown && <Exceptions repair={repair} />}
    </section>
  )
}

function Controls({ repair }: { repair: Repair }) {
  const params = { ...useCommunityParams(), webhookId: repair.webhookId, repairId: repair.id }
  const toast = useToast()
  const settings = { refreshes: ['listRepairs', 'getRepair', 'getRepairCounts'] as const }
  const pause = useWrite('pauseRepair', settings)
  const resume = useWrite('resumeRepair', settings)
  const cancel = useWrite('cancelRepair', settings)
  const onError = (error: unknown) => toast.failed('That did not work', error)
  const isPaused = repair.state === 'paused'
  const turn = isPaused ? resume : pause
  return (
    <>
      <Button
        icon={isPaused ? Play : Pause}
        isPending={turn.isPending}
        onClick={() => turn.mutate({ params }, { onError })}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
      <Button isPending={cancel.isPending} onClick={() => cancel.mutate({ params }, { onError })}>
        Cancel the rest
      </Button>
    </>
  )
}
