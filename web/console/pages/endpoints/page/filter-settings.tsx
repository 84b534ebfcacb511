/** Conditions on the payload: an event that does not meet all of them is not sent to this endpoint. */
import { ListFilter, Plus } from 'lucide-react'
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useRead } from '../../../../api/queries.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/section.tsx'
import { ConditionRows } from '../../webhooks/map/condition-rows.tsx'
import {
  conditionCountMax,
  conditionOptions,
  conditionsOf,
  type DraftCondition,
  draftConditionsOf,
  emptyCondition,
} from '../../webhooks/map/draft-conditions.rules.ts'
import { lineRootOf } from '../../webhooks/map/payload-path.rules.ts'
import { isCovered } from '../event-types/type-choice.rules.ts'
import { useUpdate } from './use-update.ts'

const noteId = 'filter-note'

export function FilterSettings({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Section
      title="Filter"
      description="Of its events only those are sent whose data meets every condition."
      actions={
        <Button icon={ListFilter} onClick={() => setOpen(true)}>
          Set the filter
        </Button>
      }
    >
      <FilterInWords filter={endpoint.filter} />
      {isOpen && <FilterDialog endpoint={endpoint} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function FilterInWords({ filter }: Pick<OutgoingEndpoint, 'filter'>) {
  if (filter.length === 0) return <p className="text-13 text-ink-2">No filter: all of its events are sent.</p>
  return (
    <ul aria-label="Conditions" className="flex flex-col gap-1 text-13 text-ink-2">
      {draftConditionsOf(filter).map(({ path, is, value }) => (
        <li key={`${path} ${is} ${value}`}>
          <code className="font-mono text-12 text-ink">{path}</code>{' '}
          {conditionOptions.find((option) => option.value === is)?.label}{' '}
          <code className="font-mono text-12 text-ink">{value}</code>
        </li>
      ))}
    </ul>
  )
}

function FilterDialog({ endpoint, onClose }: { endpoint: OutgoingEndpoint; onClose: () => void }) {
  const [drafts, setDrafts] = useState<readonly DraftCondition[]>(() => draftConditionsOf(endpoint.filter))
  const [isTried, setTried] = useState(false)
  const { save, isPending, problem } = useUpdate(endpoint, 'The filter was saved', onClose)
  const catalog = useRead('listEventTypes', {})
  const type = catalog.data?.data.find(({ name }) => isCovered(endpoint.eventTypes, name))
  const filter = conditionsOf(drafts)
  const submit = () => {
    setTried(true)
    if (typeof filter !== 'string') save({ filter })
  }
  return (
    <Dialog
      title={`Filter of “${endpoint.name}”`}
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="filter" variant="primary" isPending={isPending}>
            Save the filter
          </Button>
        </>
      }
    >
      <Form id="filter" problem={problem} onSubmit={submit}>
        <ConditionRows
          conditions={drafts}
          onChange={setDrafts}
          root={type ? lineRootOf((type.example as { data: unknown }).data, null) : null}
          describedBy={noteId}
        />
        <p id={noteId} className="text-12 text-ink-3">
          Paths start at the event’s data, such as <code className="font-mono">$.asset</code> or{' '}
          <code className="font-mono">$.amount</code>; the catalog of events shows what there is. It holds for
          what happens from then on.
        </p>
        {isTried && typeof filter === 'string' && (
          <p role="alert" className="text-13 text-bad">
            {filter}
          </p>
        )}
        <span>
          <Button
            icon={Plus}
            disabled={drafts.length >= conditionCountMax}
            onClick={() => setDrafts([...drafts, emptyCondition])}
          >
            Add a condition
          </Button>
        </span>
      </Form>
    </Dialog>
  )
}
