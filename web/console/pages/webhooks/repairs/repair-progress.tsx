/** One repair: how far it is, at which pace, what came of it, and how to stop it. */
import { useState } from 'react'
import type { Repair } from '../../../../../contracts/repairs.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Button } from '../../../../ui/button.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { LongWork, WorkControls } from '../../../long-work.tsx'
import { Exceptions } from './exceptions.tsx'
import { countWords, paceWords, stateWords } from './repair-words.rules.ts'

interface Props {
  repair: Repair
  onDismiss?: () => void
}

export function RepairProgress({ repair, onDismiss }: Props) {
  const { kind, counts } = repair
  const [isLeftShown, showLeft] = useState(false)
  const pace = paceWords(repair)
  return (
    <LongWork
      work={repair}
      title={stateWords(repair)}
      words={
        <p className="text-ink-2">
          {formatCount(counts.done)} of {formatCount(counts.total)} done: {countWords(repair)}
          {pace !== null && <span className="text-ink-3"> · {pace}</span>}
        </p>
      }
      controls={<Controls repair={repair} />}
      results={
        kind === 'undo' && !isLeftShown && <Button onClick={() => showLeft(true)}>What was left</Button>
      }
      onDismiss={onDismiss}
    >
      {isLeftShown && <Exceptions repair={repair} />}
    </LongWork>
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
  return (
    <WorkControls
      isPaused={repair.state === 'paused'}
      pause={{ isPending: pause.isPending, run: () => pause.mutate({ params }, { onError }) }}
      resume={{ isPending: resume.isPending, run: () => resume.mutate({ params }, { onError }) }}
      cancel={{ isPending: cancel.isPending, run: () => cancel.mutate({ params }, { onError }) }}
    />
  )
}
