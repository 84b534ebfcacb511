/** The catalog of events: every type that outgoing webhooks can be sent, with search. */
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { BookMarked } from 'lucide-react'
import type { EventTypeView } from '../../../../../contracts/event-types.ts'
import { useRead } from '../../../../api/queries.ts'
import { useMembership } from '../../../../app/community.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { SearchInput } from '../../../../ui/search-input.tsx'
import { EmptyFilter, EmptyState } from '../../../../ui/states.tsx'
import { type Column, Table } from '../../../../ui/table.tsx'
import { withPart } from '../../../search.rules.ts'
import { typesFound } from './type-choice.rules.ts'

const catalogRoute = getRouteApi('/console/$community/event-catalog')

const columns: Column<EventTypeView>[] = [
  {
    key: 'name',
    header: 'Event',
    width: 'sm:w-56',
    cell: ({ name, summary }) => (
      <span className="block min-w-0">
        <code className="block truncate font-mono text-12 font-medium text-ink">{name}</code>
        <span className="block truncate text-12 text-ink-3 sm:hidden">{summary}</span>
      </span>
    ),
  },
  {
    key: 'summary',
    header: 'When',
    from: 'sm',
    cell: ({ summary }) => <span className="text-ink-2">{summary}</span>,
  },
  {
    key: 'version',
    header: 'Version',
    align: 'right',
    width: 'w-20',
    cell: ({ version }) => <span className="tabular-nums text-ink-2">{version}</span>,
  },
]

export function EventCatalogPage() {
  const { communityId, communityName } = useMembership()
  const search = catalogRoute.useSearch()
  const { eventType } = useParams({ strict: false })
  const navigate = useNavigate()
  const catalog = useRead('listEventTypes', {})
  const rows = typesFound(
    catalog.data?.data.filter(({ isSubscribable }) => isSubscribable) ?? [],
    search.search ?? '',
  )
  const params = { community: communityId }
  const filter = (words: string) =>
    void navigate({
      to: '/console/$community/event-catalog',
      params,
      search: withPart(search, 'search', words),
      replace: true,
      resetScroll: false,
    })
  return (
    <>
      <PageHeader
        title="Event catalog"
        place={communityName}
        sentence="Everything that outgoing webhooks can be sent: when it happens, what is in it, and an example as it arrives."
      />
      <section aria-label="events" className="min-w-0 rounded-lg border border-line bg-surface">
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-2 py-2 sm:px-4">
          <SearchInput
            label="Search the events"
            value={search.search ?? ''}
            onSearch={filter}
            className="w-64 max-sm:w-full"
          />
          <span className="ml-auto max-sm:hidden">
            <CurlButton name="listEventTypes" input={{}} />
          </span>
        </div>
        <Table
          label="events"
          columns={columns}
          rows={rows}
          keyOf={({ name }) => name}
          onOpen={({ name }) =>
            void navigate({
              to: '/console/$community/event-catalog/$eventType',
              params: { ...params, eventType: name },
              search,
              resetScroll: false,
            })
          }
          openKey={eventType}
          isPending={catalog.isPending}
          problem={catalog.data === undefined ? catalog.error : null}
          onRetry={() => void catalog.refetch()}
          empty={
            search.search === undefined ? (
              <EmptyState icon={BookMarked} title="No events yet">
                This server announces nothing.
              </EmptyState>
            ) : (
              <EmptyFilter what="events" onClear={() => filter('')} />
            )
          }
        />
      </section>
      <Outlet />
    </>
  )
}
