/** The events an endpoint is sent, and a dialog to choose others. */
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/section.tsx'
import { PatternList } from '../event-types/pattern-list.tsx'
import { type Style, StyleEvents } from '../wire/style-fields.tsx'
import { useUpdate } from './use-update.ts'

export function EventSettings({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const [isOpen, setOpen] = useState(false)
  const { style } = endpoint
  // The webhook of an app is sent what games read, and nothing else.
  if (style === 'fingi') {
    return (
      <Section title="Events" description="The webhook of an app is told of its items.">
        <PatternList patterns={endpoint.eventTypes} />
      </Section>
    )
  }
  return (
    <Section
      title="Events"
      description="A change holds for what happens from then on."
      actions={
        <Button icon={ListChecks} onClick={() => setOpen(true)}>
          Choose events
        </Button>
      }
    >
      <PatternList patterns={endpoint.eventTypes} />
      {isOpen && <EventDialog endpoint={endpoint} style={style} onClose={() => setOpen(false)} />}
    </Section>
  )
}

interface EventDialogProps {
  endpoint: OutgoingEndpoint
  style: Style
  onClose: () => void
}

function EventDialog({ endpoint, style, onClose }: EventDialogProps) {
  const [chosen, setChosen] = useState<string[]>(endpoint.eventTypes)
  const { save, isPending, problem } = useUpdate(endpoint, 'The events were saved', onClose)
  return (
    <Dialog
      title={`Events of “${endpoint.name}”`}
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="event-types"
            variant="primary"
            isPending={isPending}
            disabled={chosen.length === 0}
          >
            Save the events
          </Button>
        </>
      }
    >
      <Form id="event-types" problem={problem} onSubmit={() => save({ eventTypes: chosen })}>
        <StyleEvents style={style} chosen={chosen} onChange={setChosen} />
      </Form>
    </Dialog>
  )
}
