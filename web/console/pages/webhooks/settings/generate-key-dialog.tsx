/** Generates the API key of a webhook, the first or a new one, and shows it this once. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { keepSecrets } from '../fresh-secrets.ts'
import { OverlapField } from './overlap.tsx'
import { webhookReads } from './webhook-reads.ts'

export function GenerateKeyDialog({ webhook, onClose }: { webhook: IncomingWebhook; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const [hours, setHours] = useState('0')
  const isFirst = webhook.apiKey === null
  const generate = useWrite('regenerateIncomingWebhookKey', {
    refreshes: webhookReads,
    onDone: ({ apiKey }) => keepSecrets(webhook.id, { apiKey }),
  })
  if (generate.data) {
    return (
      <Dialog
        title={`The API key of “${webhook.name}”`}
        mustAnswer
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <div role="status" className="flex flex-col gap-3">
          <Notice tone="warn" title="Copy it now">
            It is shown this once. We keep only a fingerprint of it.
          </Notice>
          <CodeBlock label="API key" code={generate.data.apiKey} isWrapped />
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog
      title={
        isFirst ? `Generate an API key for “${webhook.name}”` : `Regenerate the API key of “${webhook.name}”?`
      }
      description={
        isFirst
          ? 'From then on a request without it is not received.'
          : 'Senders have to show the new key; the old one ends as you say here.'
      }
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="generate-key" variant="primary" isPending={generate.isPending}>
            {isFirst ? 'Generate' : 'Regenerate'}
          </Button>
        </>
      }
    >
      <Form
        id="generate-key"
        problem={generate.error}
        onSubmit={() => generate.mutate({ params, body: { overlapHours: isFirst ? 0 : Number(hours) } })}
      >
        {!isFirst && <OverlapField label="The old key" value={hours} onChange={setHours} />}
      </Form>
    </Dialog>
  )
}
