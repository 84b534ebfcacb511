/** Reconciliations: what games believed, when, and where that differed from the ledger; a run opens its differences. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReconciliationSummary } from '../../../../contracts/reconciliations.ts'
import { usePages, useRead } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { Actor } from '../../actor.tsx'
import { withPart } from '../../search.rules.ts'
import { foundWords } from './difference-words.rules.ts'
import { ReconciliationPanel } from './reconciliation-panel.tsx'

const reconciliationsRoute = getRouteApi('/console/$community/reconciliations')

const columns: Column<ReconciliationSummary>[] = [
  { key: 'at', header: 'When', width: 'w-28', cell: ({ at }) => <RelativeTime at={at} /> },
  {
    key: 'found',
    header: 'Found',
    cell: (run) => (
      <Badge tone={run.counts.differs > 0 ? 'bad' : run.equal === run.checked ? 'good' : 'warn'}>
        {foundWords(run)}
      </Badge>
    ),
  },
  {
    key: 'by',
    header: 'By',
    from: 'sm',
    width: 'w-44',
    cell: ({ by }) => (by === null ? <span className="text-ink-3">Not recorded</span> : <Actor actor={by} />),
  },
  {
    key: 'checked',
    header: 'Compared',
    align: 'right',
    from: 'md',
    width: 'w-28',
    cell: ({ checked }) => formatCount(checked),
  },
  {
    key: 'equal',
    header: 'Equal',
    align: 'right',
    from: 'md',
    width: 'w-28',
    cell: ({ equal }) => formatCount(equal),
  },
]

export function ReconciliationsPage() {
  const { communityId, communityName } = useMembership()
  const maySee = useMay('approve_apps')
  return (
    <>
      <PageHeader
        title="Reconciliations"
        place={communityName}
        sentence="Games send what they believe their players have here, and are told where that differs from the ledger. Nothing changes by it; what differs is mended one by one."
      />
      {maySee ? (
        <OfApps params={{ communityId }} />
      ) : (
        <NoPermission what="reconciliations" permission="approve_apps" />
      )}
    </>
  )
}

/** Runs are those of one app: the one of the address, else the newest app. */
function OfApps({ params }: { params: { communityId: string } }) {
  const search = reconciliationsRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/reconciliations' })
  const apps = useRead('listApps', { params, query: { limit: 100 } })
  if (apps.isPending) {
    return (
      <Section>
        <SkeletonLines count={9} label="Loading the apps" />
      </Section>
    )
  }
  if (apps.error)
    return <ErrorState problem={apps.error} what="the apps" onRetry={() => void apps.refetch()} />
  const options = apps.data.data.map(({ id, title }) => ({ value: id, label: title }))
  const appId = search.app ?? options[0]?.value
  if (appId === undefined) {
    return (
      <EmptyState icon={Scale} title="No app yet">
        An app is a game. Once there is one, it can send what it believes, and its runs stand here.
      </EmptyState>
    )
  }
  return (
    <RunsOfApp
      key={appId}
      params={{ ...params, appId }}
      openRun={search.run}
      onOpen={(run) =>
        void navigate({ search: withPart({ ...search, app: appId }, 'run', run), resetScroll: false })
      }
      filter={
        <Select
          aria-label="App"
          value={appId}
          onPick={(picked) => void navigate({ search: { app: picked }, replace: true, resetScroll: false })}
          options={options}
          className="w-48"
        />
      }
    />
  )
}

interface RunsProps {
  params: { communityId: string; appId: string }
  openRun: string | undefined
  onOpen: (run: string | undefined) => void
  filter: ReactNode
}

function RunsOfApp({ params, openRun, onOpen, filter }: RunsProps) {
  const input = { params }
  const pages = usePages('listReconciliations', input)
  return (
    <>
      <ListSection
        name="reconciliations"
        label="reconciliations"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={({ id }) => onOpen(id)}
        openKey={openRun}
        filters={filter}
        curl={<CurlButton name="listReconciliations" input={input} />}
        empty={
          <EmptyState icon={Scale} title="This app has not compared yet">
            A game compares with POST …/reconciliations, or with compare_items of the FINGI wire: after an
            outage, or each night. A run is kept for 90 days.
          </EmptyState>
        }
      />
      {openRun !== undefined && (
        <ReconciliationPanel
          params={{ ...params, reconciliationId: openRun }}
          onClose={() => onOpen(undefined)}
        />
      )}
    </>
  )
}
