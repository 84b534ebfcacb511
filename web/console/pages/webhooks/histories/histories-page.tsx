/** Histories: everything that webhooks received, with what became of it; live, filtered by the address. */
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, ArrowUp, History } from 'lucide-react'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { ExportButton } from '../../../../ui/export-button.tsx'
import { ListSection } from '../../../../ui/list-section.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { EmptyState, NoPermission } from '../../../../ui/states.tsx'
import { RepairBar } from '../repairs/repair-bar.tsx'
import { useRepairs } from '../repairs/use-repairs.ts'
import { exportColumns, historiesColumns } from './histories-columns.tsx'
import { HistoriesFilters } from './histories-filters.tsx'
import { momentsOf, queryOf } from './histories-query.rules.ts'
import { RefusedButton } from './refused-button.tsx'
import { useLiveReceipts } from './use-live-receipts.ts'

const historiesRoute = getRouteApi('/console/$community/webhooks/histories')

export function HistoriesPage() {
  const { communityId, communityName } = useMembership()
  const search = historiesRoute.useSearch()
  const { receiptId } = useParams({ strict: false })
  const navigate = useNavigate()
  const maySee = useMay('manage_webhooks')
  const query = queryOf(search)
  const pages = useLiveReceipts(communityId, query, maySee)
  const moments = momentsOf(query)
  const repairs = useRepairs(query.webhookId, moments, maySee)
  const params = { community: communityId }
  const filter = (next: typeof search) =>
    void navigate({
      to: '/console/$community/webhooks/histories',
      params,
      search: next,
      replace: true,
      resetScroll: false,
    })

  return (
    <>
      <PageHeader
        title="Histories"
        place={communityName}
        secondary={maySee && <RefusedButton webhookId={search.webhook} />}
        sentence="Every request that webhooks received, newest first: what became of it, why, and what it changed. Choose a webhook to repair many at once."
        above={
          <Link
            to="/console/$community/webhooks"
            params={params}
            className="inline-flex items-center gap-1 rounded-sm text-13 text-ink-3 hover:text-ink"
          >
            <ArrowLeft aria-hidden className="size-4" />
            Webhooks
          </Link>
        }
      />
      {maySee && query.webhookId !== undefined && (
        <RepairBar
          key={query.webhookId}
          webhookId={query.webhookId}
          repairs={repairs}
          status={query.status}
          moments={moments}
        />
      )}
      {repairs.isFirstWait ? (
        <SkeletonLines count={9} label="Loading the requests" />
      ) : maySee ? (
        <ListSection
          name="histories"
          label="requests"
          columns={historiesColumns}
          hiddenAtFirst={['runs']}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) =>
            void navigate({
              to: '/console/$community/webhooks/histories/$receiptId',
              params: { ...params, receiptId: id },
              search,
              resetScroll: false,
            })
          }
          openKey={receiptId}
          filters={<HistoriesFilters search={search} onChange={filter} />}
          exported={
            <ExportButton
              name="listReceipts"
              input={{ params: { communityId }, query }}
              fileName="histories"
              columns={exportColumns}
            />
          }
          curl={<CurlButton name="listReceipts" input={{ params: { communityId }, query }} />}
          isFiltered={Object.keys(query).length > 0}
          onClearFilters={() => filter({})}
          empty={
            <EmptyState
              icon={History}
              title="Nothing received yet"
              actions={
                <ButtonLink to="/console/$community/webhooks" params={params}>
                  Go to the webhooks
                </ButtonLink>
              }
            >
              Each request to a webhook stands here within a second, as Success, Failed or Pending, with its
              body, its effects and the reason when something went wrong.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the Histories" permission="manage_webhooks" />
      )}
      {pages.heldCount > 0 && (
        <Button
          variant="primary"
          icon={ArrowUp}
          onClick={pages.showHeld}
          className="fixed bottom-6 left-1/2 z-20 -translate-x-1/2 rounded-full shadow-float"
        >
          {pages.heldCount === 1 ? 'One new request' : `${formatCount(pages.heldCount)} new requests`}
        </Button>
      )}
      <Outlet />
    </>
  )
}
