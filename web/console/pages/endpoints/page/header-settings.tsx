/** The headers of one's own: their names, and a dialog that sets all of them anew. */
import { PencilLine } from 'lucide-react'
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/section.tsx'
import { filledRows, type HeaderRow, HeaderRows } from '../sending/header-rows.tsx'
import { useUpdate } from './use-update.ts'

export function HeaderSettings({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const [isOpen, setOpen] = useState(false)
  const names = endpoint.headers.map(({ name }) => name)
  return (
    <Section
      title="Headers of your own"
      actions={
        <Button icon={PencilLine} onClick={() => setOpen(true)}>
          {names.length === 0 ? 'Add headers' : 'Replace'}
        </Button>
      }
    >
      {names.length === 0 ? (
        <p className="text-13 text-ink-2">None. Only ours are sent.</p>
      ) : (
        <ul className="flex flex-col gap-1 font-mono text-12 text-ink">
          {names.map((name) => (
            <li key={name}>
              {name}: <span className="text-ink-3">••••••</span>
            </li>
          ))}
        </ul>
      )}
      {isOpen && <HeaderDialog endpoint={endpoint} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function HeaderDialog({ endpoint, onClose }: { endpoint: OutgoingEndpoint; onClose: () => void }) {
  const [rows, setRows] = useState<HeaderRow[]>(
    endpoint.headers.length === 0
      ? [{ name: '', value: '' }]
      : endpoint.headers.map(({ name }) => ({ name, value: '' })),
  )
  const { save, isPending, problem } = useUpdate(endpoint, 'The headers were saved', onClose)
  return (
    <Dialog
      title={`Headers of “${endpoint.name}”`}
      description={
        endpoint.headers.length === 0
          ? undefined
          : 'The values that hold now cannot be shown. Give each again; what is missing here is not sent any more.'
      }
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="headers" variant="primary" isPending={isPending}>
            Save the headers
          </Button>
        </>
      }
    >
      <Form id="headers" problem={problem} onSubmit={() => save({ headers: filledRows(rows) })}>
        <HeaderRows rows={rows} onChange={setRows} />
      </Form>
    </Dialog>
  )
}
