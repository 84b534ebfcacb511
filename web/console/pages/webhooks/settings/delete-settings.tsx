/** Deletes a webhook after asking once; what it received and changed stays readable. */
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { ConfirmDialog } from '../../../../ui/confirm-dialog.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'

export function DeleteSettings({ webhook }: { webhook: IncomingWebhook }) {
  const { communityId } = useCommunityParams()
  const navigate = useNavigate()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  const remove = useWrite('deleteIncomingWebhook', {
    refreshes: ['listIncomingWebhooks'],
    onDone: () => {
      toast.done(`${webhook.name} was deleted`)
      void navigate({
        to: '/console/$community/webhooks',
        params: { community: communityId },
        ignoreBlocker: true,
      })
    },
  })
  return (
    <Section title="Delete">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[56ch] text-13 text-ink-2">
          Its address ends at once. What it received stays in Histories, and what it changed in Gamification
          Logs. To stop it for a while, pause it instead.
        </p>
        <Button icon={Trash2} variant="danger" onClick={() => setAsking(true)}>
          Delete this webhook
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          question={`Delete the webhook “${webhook.name}”?`}
          consequence="Its address, key and mapping are gone and cannot be brought back. Senders are answered 404."
          verb="Delete"
          isPending={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate({ params: { communityId, webhookId: webhook.id } })}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
