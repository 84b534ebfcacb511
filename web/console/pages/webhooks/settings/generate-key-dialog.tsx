/** Generates an API key of a webhook, the first or another, and shows it this once. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { keepSecrets } from '../fresh-secrets.ts'
import { keepOthers, OverlapField } from './overlap.tsx'
import { webhookReads } from './webhook-reads.ts'

export function GenerateKeyDialog({ webhook, onClose }: { webhook: IncomingWebhook; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const [name, setName] = useState('')
  const [hours, setHours] = useState(keepOthers)
  const isFirst = webhook.apiKeys.length === 0
  const generate = useWrite('addIncomingWebhookKey', {
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
      title={`Generate ${isFirst ? 'an' : 'another'} API key for “${webhook.name}”`}
      description={
        isFirst
          ? 'From then on a request without it is not received.'
          : 'Two live at a time, so that senders can change over; the other one ends as you say here.'
      }
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="generate-key" variant="primary" isPending={generate.isPending}>
            Generate
          </Button>
        </>
      }
    >
      <Form
        id="generate-key"
        problem={generate.error}
        onSubmit={() => {
          const overlap = isFirst || hours === keepOthers ? {} : { overlapHours: Number(hours) }
          generate.mutate({
            params,
            body: { ...(name.trim() === '' ? {} : { name: name.trim() }), ...overlap },
          })
        }}
      >
        <Field label="Name" note="optional" hint="Tells the keys apart, e.g. “From June”.">
          <Input
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {!isFirst && <OverlapField label="The other key" value={hours} onChange={setHours} mayStay />}
      </Form>
    </Dialog>
  )
}
