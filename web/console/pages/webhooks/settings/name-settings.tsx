/** The name of a webhook, which stands in the logs as the action of its changes. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { webhookReads } from './webhook-reads.ts'

export function NameSettings({ webhook }: { webhook: IncomingWebhook }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const [name, setName] = useState(webhook.name)
  const rename = useWrite('updateIncomingWebhook', {
    refreshes: webhookReads,
    onDone: (saved) => toast.done(`Renamed to ${saved.name}`),
  })
  return (
    <Section>
      <Form
        problem={rename.error}
        onSubmit={() => rename.mutate({ params, body: { name: name.trim() }, ifMatch: tagOf(webhook) })}
      >
        <Field
          label="Name"
          hint="Stands as the action in Gamification Logs. Lines that exist keep the name they had."
          error={rename.error?.errorOf('name')}
        >
          <div className="flex gap-2">
            <Input
              value={name}
              maxLength={100}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
            <Button
              type="submit"
              isPending={rename.isPending}
              disabled={name.trim() === '' || name.trim() === webhook.name}
            >
              Rename
            </Button>
          </div>
        </Field>
      </Form>
    </Section>
  )
}
