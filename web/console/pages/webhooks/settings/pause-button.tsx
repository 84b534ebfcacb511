/** Pauses a webhook, so that requests are kept and not applied, or resumes it; both can be taken back. */
import { Pause, Play } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { useToast } from '../../../../ui/toast.tsx'

const refreshes = ['getIncomingWebhook', 'listIncomingWebhooks', 'listIncomingWebhookReceipts'] as const

export function PauseButton({ webhook }: { webhook: IncomingWebhook }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const pause = useWrite('pauseIncomingWebhook', { refreshes })
  const resume = useWrite('resumeIncomingWebhook', { refreshes })
  const change = (isPausing: boolean, isUndo = false) => {
    const write = isPausing ? pause : resume
    write.mutateAsync({ params }).then(
      () =>
        toast.done(
          isPausing ? `${webhook.name} is paused: requests are kept` : `${webhook.name} is active again`,
          ...(isUndo ? [] : [() => change(!isPausing, true)]),
        ),
      (error: unknown) =>
        toast.failed(isPausing ? 'It could not be paused' : 'It could not be resumed', error),
    )
  }
  return (
    <Button
      icon={webhook.isPaused ? Play : Pause}
      isPending={pause.isPending || resume.isPending}
      onClick={() => change(!webhook.isPaused)}
    >
      {webhook.isPaused ? 'Resume' : 'Pause'}
    </Button>
  )
}
