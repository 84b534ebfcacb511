/** Deliveries: everything that was sent or waits to be, newest first, filtered by the address. */
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { ListTree, Send } from 'lucide-react'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import { deliveriesColumns, exportColumns } from './deliveries-columns.tsx'
import { DeliveriesFilters } from './deliveries-filters.tsx'
import { queryOf } from './deliveries-query.rules.ts'
import { ReplayBar } from './replays/replay-bar.tsx'
import { useFirstWait, useReplay } from './replays/use-replay.ts'

const deliveriesRoute = getRouteApi('/console/$community/deliveries')

const refreshMs = 2000

export function DeliveriesPage() {
  const { communityId, communityName } = useMembership()
  const search = deliveriesRoute.useSearch()
  const { deliveryId } = useParams({ strict: false })
  const navigate = useNavigate()
  const maySee = useMay('manage_webhooks')
  const query = queryOf(search)
  const input = { params: { communityId }, query }
  const pages = usePages('listDeliveries', input, { isEnabled: maySee, refetchMs: refreshMs })
  const replay = useReplay(undefined, maySee)
  const isFiltered = Object.keys(query).length > 0
  const isFirstWait = useFirstWait(maySee && (replay.isPending || pages.isPending))
  const params = { community: communityId }
  const filter = (next: typeof search) =>
    void navigate({
      to: '/console/$community/deliveries',
      params,
      search: next,
      replace: true,
      resetScroll: false,
    })

  return (
    <>
      <PageHeader
        title="Deliveries"
        place={communityName}
        sentence="Each event to each outgoing webhook, newest first: whether it arrived, why not, and when it is tried again."
      />
      {maySee && !isFirstWait && (pages.rows.length > 0 || isFiltered || replay.shown) && (
        <ReplayBar query={query} replay={replay} />
      )}
      {isFirstWait ? (
        <SkeletonLines count={9} label="Loading the deliveries" />
      ) : maySee ? (
        <ListSection
          name="deliveries"
          label="deliveries"
          columns={deliveriesColumns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) =>
            void navigate({
              to: '/console/$community/deliveries/$deliveryId',
              params: { ...params, deliveryId: id },
              search,
              resetScroll: false,
            })
          }
          openKey={deliveryId}
          filters={<DeliveriesFilters search={search} onChange={filter} />}
          exported={
            <ExportButton name="listDeliveries" input={input} fileName="deliveries" columns={exportColumns} />
          }
          curl={<CurlButton name="listDeliveries" input={input} />}
          isFiltered={isFiltered}
          onClearFilters={() => filter({})}
          empty={
            <EmptyState
              icon={ListTree}
              title="Nothing sent yet"
              actions={
                <ButtonLink icon={Send} to="/console/$community/endpoints" params={params}>
                  Go to the outgoing webhooks
                </ButtonLink>
              }
            >
              Each event that an outgoing webhook wants stands here within a second, with every attempt, the
              answer of the receiver, and a button to send it again.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the deliveries" permission="manage_webhooks" />
      )}
      <Outlet />
    </>
  )
}
