/** One replay: how far it is, at which rate, and how to stop it. */
import type { Replay } from '../../../../../contracts/replays.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { LongWork, WorkControls } from '../../../long-work.tsx'
import { progressWords, stateWords } from './replay-words.rules.ts'

interface Props {
  replay: Replay
  onDismiss?: () => void
}

export function ReplayProgress({ replay, onDismiss }: Props) {
  return (
    <LongWork
      work={replay}
      title={stateWords(replay)}
      words={
        <>
          <p className="text-ink-2">{progressWords(replay)}</p>
          {replay.hasStopped && (
            <p className="text-warn">
              {replay.state === 'paused'
                ? 'It paused itself: the outgoing webhook is not active.'
                : 'The outgoing webhook was deleted.'}
            </p>
          )}
        </>
      }
      controls={<Controls replay={replay} />}
      onDismiss={onDismiss}
    />
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
  return (
    <WorkControls
      isPaused={replay.state === 'paused'}
      pause={{ isPending: pause.isPending, run: () => pause.mutate({ params }, { onError }) }}
      resume={{ isPending: resume.isPending, run: () => resume.mutate({ params }, { onError }) }}
      cancel={{ isPending: cancel.isPending, run: () => cancel.mutate({ params }, { onError }) }}
    />
  )
}
