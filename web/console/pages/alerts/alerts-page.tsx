/** Alerts: what needs attention now, what did before, and muting what is known already. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { BellOff, BellRing } from 'lucide-react'
import type { Alert } from '../../../../contracts/insights.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { MuteButton } from './mute-button.tsx'

const alertsRoute = getRouteApi('/console/$community/alerts')
const refreshMs = 10_000

const columns: Column<Alert>[] = [
  {
    key: 'alert',
    header: 'Alert',
    cell: ({ words, advice }) => (
      <span className="block whitespace-normal py-1">
        <span className="block font-medium">{words}</span>
        <span className="block max-w-[72ch] text-pretty text-12 text-ink-3">{advice}</span>
      </span>
    ),
  },
  { key: 'state', header: 'State', width: 'w-24', from: 'sm', cell: (alert) => <State alert={alert} /> },
  {
    key: 'opened',
    header: 'Opened',
    width: 'w-24',
    align: 'right',
    from: 'md',
    cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
  },
  {
    key: 'mute',
    header: 'Mute',
    isHeaderHidden: true,
    width: 'w-20 sm:w-28',
    align: 'right',
    cell: (alert) => <MuteButton alert={alert} />,
  },
]

function State({ alert: { kind, closedAt, mutedAt } }: { alert: Alert }) {
  if (closedAt !== null) return <Badge>Over</Badge>
  if (kind === 'endpoint_recovered') return <Badge tone="good">Good news</Badge>
  return mutedAt === null ? <Badge tone="warn">Open</Badge> : <Badge>Muted</Badge>
}

export function AlertsPage() {
  const { communityId, communityName } = useMembership()
  const { state } = alertsRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/alerts' })
  const maySee = useMay('manage_webhooks')
  const open = ({ kind, id }: Alert['subject']) => {
    const params = { community: communityId }
    if (kind === 'ledger') return navigate({ to: '/console/$community/ledger-proof', params })
    return kind === 'endpoint'
      ? navigate({ to: '/console/$community/endpoints/$endpointId', params: { ...params, endpointId: id } })
      : navigate({ to: '/console/$community/webhooks/$webhookId', params: { ...params, webhookId: id } })
  }
  const isAll = state === 'all'
  const input = { params: { communityId }, query: { state: isAll ? ('all' as const) : ('open' as const) } }
  const pages = usePages('listAlerts', input, { isEnabled: maySee, refetchMs: refreshMs })
  return (
    <>
      <PageHeader
        title="Alerts"
        place={communityName}
        sentence="What somebody should look at. An alert opens once, closes by itself, and is mailed once, or once a day at most while it lasts."
      />
      {maySee ? (
        <ListSection
          name="alerts"
          label="alerts"
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ subject }) => void open(subject)}
          filters={
            <Checkbox
              label="Also those that are over"
              isChecked={isAll}
              onChange={(isOn) => void navigate({ search: isOn ? { state: 'all' } : {}, replace: true })}
            />
          }
          curl={<CurlButton name="listAlerts" input={input} />}
          empty={
            <EmptyState icon={isAll ? BellOff : BellRing} title={isAll ? 'No alert so far' : 'All is well'}>
              When requests wait for over an hour, many of them fail or are turned away, a webhook falls
              silent that should not, an endpoint fails for days or was disabled, or the ledger proof finds
              something, it stands here and is mailed to whoever can mend it.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the alerts" permission="manage_webhooks" />
      )}
    </>
  )
}
