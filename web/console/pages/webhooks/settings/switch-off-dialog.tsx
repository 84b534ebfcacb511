/** Asks before a protection of a webhook is switched off: what it leads to, and whether that is meant. */
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { webhookReads } from './webhook-reads.ts'

interface Props {
  webhook: IncomingWebhook
  what: 'encryption' | 'signature'
  consequence: string
  /** What is told once it is off. */
  done: string
  onClose: () => void
}

export function SwitchOffDialog({ webhook, what, consequence, done, onClose }: Props) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const remove = useWrite('updateIncomingWebhook', {
    refreshes: webhookReads,
    onDone: () => {
      onClose()
      toast.done(done)
    },
  })
  return (
    <ConfirmDialog
      question={`Switch off the ${what} of “${webhook.name}”?`}
      consequence={consequence}
      verb="Switch off"
      isPending={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate({ params, body: { [what]: null }, ifMatch: tagOf(webhook) })}
      onClose={onClose}
    />
  )
}
