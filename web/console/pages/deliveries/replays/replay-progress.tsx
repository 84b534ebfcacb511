/** One replay: how far it is, at which rate, and how to stop it. It goes on when the page is left. */
import { Pause, Play, X } from 'lucide-react'
import type { Replay } from '../../../../../contracts/replays.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { ProgressBar } from '../../../../ui/progress-bar.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { progressWords, stateWords } from './replay-words.rules.ts'

interface Props {
  replay: Replay
  onDismiss?: () => void
}

export function ReplayProgress({ replay, onDismiss }: Props) {
  const { state, counts, startedBy } = replay
  const hasEnded = replay.endedAt !== null
  return (
    <section
      aria-label={stateWords(replay)}
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-13"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium text-ink">{stateWords(replay)}</p>
          <p className="text-ink-2">{progressWords(replay)}</p>
          {replay.hasStopped && (
            <p className="text-warn">
              {state === 'paused'
                ? 'It paused itself: the outgoing webhook is not active.'
                : 'The outgoing webhook was deleted.'}
            </p>
          )}
          <p className="text-12 text-ink-3">
            Started by {startedBy.label} <RelativeTime at={replay.startedAt} className="text-ink-3" />
            {replay.auditReason !== null && `: ${replay.auditReason}`}
          </p>
        </div>
        <div className="flex items-center gap-2">
          {!hasEnded && <Controls replay={replay} />}
          {hasEnded && onDismiss && <IconButton label="Hide this result" icon={X} onClick={onDismiss} />}
        </div>
      </div>
      {!hasEnded && (
        <ProgressBar
          label={stateWords(replay)}
          value={counts.done}
          max={counts.total}
          isPaused={state === 'paused'}
        />
      )}
    </section>
  )
}

function Controls({ replay }: { replay: Replay }) {
  const params = { ...useCommunityParams(), replayId: replay.id }
  const toast = useToast()
  const settings = { refreshes: ['listReplays'] as const }
  const pause = useWrite('pauseReplay', settings)
  const resume = useWrite('resumeReplay', settings)
  const cancel = useWrite('cancelReplay', settings)
  const onError = (error: unknown) => toast.failed('That did not work', error)
  const isPaused = replay.state === 'paused'
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
