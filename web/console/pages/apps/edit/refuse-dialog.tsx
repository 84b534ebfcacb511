/** Rejects or suspends an app, with the reason that those who manage it will read. */
import type { App } from '../../../../../contracts/apps.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { ReasonDialog } from '../../../../ui/reason-dialog.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { appReads } from '../app-reads.ts'

const words = {
  reject: {
    verb: 'Reject',
    done: 'is rejected',
    consequence: 'It goes on as a draft. Whoever manages it can request approval again.',
  },
  suspend: {
    verb: 'Suspend',
    done: 'is suspended',
    consequence: 'From now on it only reads: nothing is issued or taken, and its items stay as they are.',
  },
} as const

interface Props {
  app: App
  step: keyof typeof words
  onClose: () => void
}

export function RefuseDialog({ app, step, onClose }: Props) {
  const params = { ...useCommunityParams(), appId: app.id }
  const { verb, done, consequence } = words[step]
  const toast = useToast()
  const write = useWrite(step === 'reject' ? 'rejectApp' : 'suspendApp', {
    refreshes: appReads,
    onDone: () => {
      onClose()
      toast.done(`${app.title} ${done}`)
    },
  })
  return (
    <ReasonDialog
      title={`${verb} “${app.title}”?`}
      consequence={consequence}
      verb={verb}
      hint="Shown to those who manage the app."
      maxLength={500}
      isLong
      isPending={write.isPending}
      problem={write.error}
      onReason={(reason) => write.mutate({ params, body: { reason } })}
      onClose={onClose}
    />
  )
}
