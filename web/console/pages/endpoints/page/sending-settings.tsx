/** How an endpoint is sent to: retries, rate, concurrency and order. */
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Button } from '../../../../ui/button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/section.tsx'
import { draftOf, readDraft } from '../sending/sending-draft.rules.ts'
import { SendingFields } from '../sending/sending-fields.tsx'
import { useUpdate } from './use-update.ts'

export function SendingSettings({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const saved = draftOf(endpoint)
  const [edited, setEdited] = useState<typeof saved | null>(null)
  const { save, isPending, problem } = useUpdate(endpoint, 'The way of sending was saved', () =>
    setEdited(null),
  )
  const draft = edited ?? saved
  const { settings, problems } = readDraft(draft)
  const isReady = edited !== null && Object.keys(problems).length === 0
  return (
    <Section title="Sending">
      <Form problem={problem} onSubmit={() => isReady && save(settings)}>
        <SendingFields draft={draft} onChange={setEdited} problems={problems} />
        <div className="flex justify-end gap-2">
          {edited !== null && <Button onClick={() => setEdited(null)}>Discard</Button>}
          <Button type="submit" isPending={isPending} disabled={!isReady}>
            Save
          </Button>
        </div>
      </Form>
    </Section>
  )
}
