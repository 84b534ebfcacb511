/** One type of event beside the catalog: its members, an example as it is sent, and its JSON Schema. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { EventTypeView } from '../../../../../contracts/event-types.ts'
import { useRead } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SidePanel } from '../../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { schemaFields } from './schema-fields.rules.ts'

export function EventTypePanel() {
  const { communityId } = useMembership()
  const { eventType } = useParams({ from: '/console/$community/event-catalog/$eventType' })
  const navigate = useNavigate()
  const catalog = useRead('listEventTypes', {})
  const found = catalog.data?.data.find(({ name }) => name === eventType)
  return (
    <SidePanel
      kind="Event"
      title={eventType}
      rowKey={eventType}
      width="wide"
      onClose={() =>
        void navigate({
          to: '/console/$community/event-catalog',
          params: { community: communityId },
          search: (present) => present,
          resetScroll: false,
        })
      }
    >
      {found ? (
        <Details type={found} />
      ) : catalog.error ? (
        <ErrorState problem={catalog.error} what="this event" onRetry={() => void catalog.refetch()} />
      ) : catalog.data ? (
        <p className="text-13 text-ink-2">There is no event of this name. It may have been renamed.</p>
      ) : (
        <SkeletonLines count={9} label="Loading the event" />
      )}
    </SidePanel>
  )
}

function Details({ type }: { type: EventTypeView }) {
  const { communityId } = useMembership()
  const mayManage = useMay('manage_webhooks')
  const fields = schemaFields(type.schema)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="min-w-0 flex-1 basis-60 text-14 text-ink">
          {type.summary}. <span className="text-ink-3">Version {type.version}.</span>
        </p>
        {mayManage && type.isSubscribable && (
          <ButtonLink
            icon={Plus}
            to="/console/$community/endpoints/new"
            params={{ community: communityId }}
            search={{ type: type.name }}
          >
            Send it somewhere
          </ButtonLink>
        )}
      </div>
      <Section title="What is in its data" isFlush>
        {fields.length === 0 && (
          <p className="px-4 py-3 text-13 text-ink-2">Any JSON: whatever was published.</p>
        )}
        <dl className="divide-y divide-line">
          {fields.map(({ name, type: words, note }) => (
            <div
              key={name}
              className="grid grid-cols-[minmax(8rem,2fr)_minmax(0,5fr)] gap-3 px-4 py-2 text-13"
            >
              <dt className="font-mono text-12 text-ink [overflow-wrap:anywhere]">{name}</dt>
              <dd className="min-w-0 text-ink-2">
                {words}
                {note && <span className="block text-12 text-ink-3">{note}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="A body as it arrives" isFlush>
        <CodeBlock
          label={`Example of ${type.name}`}
          code={JSON.stringify(type.example, null, 2)}
          className="rounded-none border-0"
        />
      </Section>
      <Section title="JSON Schema of its data" isFlush>
        <CodeBlock
          label={`JSON Schema of ${type.name}`}
          code={JSON.stringify(type.schema, null, 2)}
          className="rounded-none border-0"
        />
      </Section>
    </div>
  )
}
