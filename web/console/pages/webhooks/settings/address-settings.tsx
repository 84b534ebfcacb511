/** The address of a webhook: a new one can be made, and the old one works on for a while. */
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Form } from '../../../../ui/form.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { OverlapField } from './overlap.tsx'
import { webhookReads } from './webhook-reads.ts'

export function AddressSettings({ webhook }: { webhook: IncomingWebhook }) {
  const [isAsking, setAsking] = useState(false)
  const { url, previousUrlUntil } = webhook
  return (
    <Section
      title="Incoming Webhook URL"
      description="Make a new address when the old one has become known to somebody who should not call it."
      actions={
        <Button icon={RotateCw} onClick={() => setAsking(true)}>
          New address
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        {url && <CodeBlock label="Incoming Webhook URL" code={url} isWrapped />}
        {previousUrlUntil && (
          <p className="text-13 text-ink-2">
            The address before this one works until <RelativeTime at={previousUrlUntil} />.
          </p>
        )}
      </div>
      {isAsking && <RotateDialog webhook={webhook} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function RotateDialog({ webhook, onClose }: { webhook: IncomingWebhook; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const [hours, setHours] = useState('24')
  const rotate = useWrite('rotateIncomingWebhookToken', {
    refreshes: webhookReads,
    onDone: () => {
      onClose()
      toast.done('The webhook has a new address')
    },
  })
  return (
    <Dialog
      title={`Make a new address for “${webhook.name}”?`}
      description="The new one holds at once. What is sent to the old one after its end is turned away."
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="rotate-address" variant="primary" isPending={rotate.isPending}>
            Make a new address
          </Button>
        </>
      }
    >
      <Form
        id="rotate-address"
        problem={rotate.error}
        onSubmit={() => rotate.mutate({ params, body: { overlapHours: Number(hours) } })}
      >
        <OverlapField label="The old address" value={hours} onChange={setHours} />
      </Form>
    </Dialog>
  )
}
