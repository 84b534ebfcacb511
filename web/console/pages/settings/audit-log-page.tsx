/** Audit log: what staff and keys changed, when, and for which reason. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import type { AuditEntry } from '../../../../contracts/audit.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { JsonTree } from '../../../ui/json-tree.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { formatExact } from '../../../ui/time.rules.ts'
import { Actor } from '../../actor.tsx'
import { withPart } from '../../search.rules.ts'

const auditLogRoute = getRouteApi('/console/$community/settings/audit-log')

/** `incoming_webhook.created` reads as "Incoming webhook created". */
const actionWords = (action: string) => {
  const words = action.replaceAll(/[._]/g, ' ').replace(/\bapi\b/, 'API')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const columns: Column<AuditEntry>[] = [
  {
    key: 'action',
    header: 'What',
    cell: ({ action, subject, actor }) => (
      <>
        <span className="block truncate font-medium">{actionWords(action)}</span>
        <span className="block truncate text-12 text-ink-3 sm:hidden">
          {subject.label}, by {actor.label}
        </span>
      </>
    ),
  },
  { key: 'subject', header: 'Of', from: 'sm', cell: ({ subject }) => subject.label },
  {
    key: 'actor',
    header: 'By',
    from: 'sm',
    width: 'w-52',
    cell: ({ actor }) => <Actor actor={actor} />,
  },
  {
    key: 'reason',
    header: 'Reason',
    from: 'lg',
    cell: ({ reason }) => <span className="text-ink-2">{reason ?? ''}</span>,
  },
  { key: 'at', header: 'When', align: 'right', width: 'w-24', cell: ({ at }) => <RelativeTime at={at} /> },
]

export function AuditLogPage() {
  const { communityId, communityName } = useMembership()
  const { entry } = auditLogRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/settings/audit-log' })
  const maySee = useMay('view_audit')
  const input = { params: { communityId }, query: {} }
  const pages = usePages('listAuditEntries', input, { isEnabled: maySee })
  const opened = pages.rows.find(({ id }) => id === entry)
  const show = (id: string | undefined) =>
    void navigate({ search: (present) => withPart(present, 'entry', id), resetScroll: false })
  return (
    <>
      <PageHeader
        title="Audit log"
        place={communityName}
        sentence="What staff and API keys changed in this community, newest first. Nobody can edit it."
      />
      {maySee ? (
        <ListSection
          name="audit-log"
          label="audit entries"
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) => show(id)}
          openKey={entry}
          filters={<p className="text-12 text-ink-3">Newest first</p>}
          curl={<CurlButton name="listAuditEntries" input={input} />}
          exported={
            <ExportButton
              name="listAuditEntries"
              input={input}
              fileName="audit-log"
              columns={[
                { header: 'time', value: ({ at }) => at },
                { header: 'action', value: ({ action }) => action },
                { header: 'subject', value: ({ subject }) => subject.label },
                { header: 'actor', value: ({ actor }) => actor.label },
                { header: 'reason', value: ({ reason }) => reason },
                { header: 'changes', value: ({ changes }) => JSON.stringify(changes) },
              ]}
            />
          }
          empty={
            <EmptyState icon={ScrollText} title="Nothing has been changed yet">
              As soon as somebody changes members, keys, fields, webhooks or settings, it stands here.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the audit log" permission="view_audit" />
      )}
      {opened && (
        <SidePanel
          kind="Audit entry"
          title={actionWords(opened.action)}
          rowKey={opened.id}
          onClose={() => show(undefined)}
        >
          <div className="flex flex-col gap-6">
            <DetailsList
              items={[
                { name: 'What', value: <code className="font-mono text-12">{opened.action}</code> },
                { name: 'Of', value: opened.subject.label },
                ...(opened.subject.id === null
                  ? []
                  : [{ name: 'Its id', value: <CopyableId id={opened.subject.id} /> }]),
                { name: 'By', value: <Actor actor={opened.actor} /> },
                { name: 'When', value: formatExact(new Date(opened.at)) },
                { name: 'Reason', value: opened.reason ?? <span className="text-ink-3">none given</span> },
              ]}
            />
            {Object.keys(opened.changes).length > 0 && (
              <div className="rounded-lg border border-line">
                <JsonTree label="changes" value={opened.changes} />
              </div>
            )}
          </div>
        </SidePanel>
      )}
    </>
  )
}
