/** Gamification Logs: every change of XP, currencies and items; for a webhook the action is the webhook's name. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import type { GamificationLog } from '../../../../contracts/ledger.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { LedgerAmount } from '../../../ui/ledger-amount.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SearchInput } from '../../../ui/search-input.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { Actor } from '../../actor.tsx'
import { AssetFilter } from '../../asset-filter.tsx'
import { withPart } from '../../search.rules.ts'
import { GamificationLogPanel } from './gamification-log-panel.tsx'
import { MemberFilter } from './member-filter.tsx'

const gamificationLogsRoute = getRouteApi('/console/$community/settings/gamification-logs')

const refreshMs = 5000

const columns: Column<GamificationLog>[] = [
  {
    key: 'member',
    header: 'Member',
    cell: ({ memberLabel, action }) => (
      <>
        <span className="block truncate font-medium">{memberLabel}</span>
        <span className="block truncate text-12 text-ink-3 sm:hidden">{action}</span>
      </>
    ),
  },
  { key: 'action', header: 'Action', from: 'sm', cell: ({ action }) => action },
  {
    key: 'amount',
    header: 'Change',
    align: 'right',
    width: 'w-32 md:w-48',
    cell: ({ amount, assetName, at }) => (
      <>
        <LedgerAmount value={amount} assetName={assetName} />
        <span className="block text-12 text-ink-3 sm:hidden">
          <RelativeTime at={at} />
        </span>
      </>
    ),
  },
  {
    key: 'before',
    header: 'Before',
    align: 'right',
    from: 'xl',
    width: 'w-24',
    cell: ({ balanceBefore }) => <span className="text-ink-2">{formatCount(balanceBefore)}</span>,
  },
  {
    key: 'after',
    header: 'After',
    align: 'right',
    from: 'md',
    width: 'w-24',
    cell: ({ balanceAfter }) => formatCount(balanceAfter),
  },
  { key: 'asset', header: 'What', from: 'xl', width: 'w-28', cell: ({ assetName }) => assetName },
  { key: 'actor', header: 'By', from: 'xl', width: 'w-40', cell: ({ actor }) => <Actor actor={actor} /> },
  {
    key: 'at',
    header: 'When',
    align: 'right',
    from: 'sm',
    width: 'w-24',
    cell: ({ at }) => <RelativeTime at={at} />,
  },
]

export function GamificationLogsPage() {
  const { communityId, communityName } = useMembership()
  const search = gamificationLogsRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/settings/gamification-logs' })
  const maySee = useMay('view_ledger')
  const { asset, member, cause, log } = search
  const input = {
    params: { communityId },
    query: {
      ...(asset === undefined ? {} : { asset }),
      ...(member === undefined ? {} : { memberId: member }),
      ...(cause === undefined ? {} : { causeId: cause }),
    },
  }
  const pages = usePages('listGamificationLogs', input, { isEnabled: maySee, refetchMs: refreshMs })
  const opened = pages.rows.find(({ id }) => id === log)
  const show = (key: keyof typeof search & string, value: string | undefined) =>
    void navigate({
      search: (present) =>
        withPart(key === 'log' ? present : withPart(present, 'log', undefined), key, value),
      replace: key !== 'log',
      resetScroll: false,
    })

  return (
    <>
      <PageHeader
        title="Gamification Logs"
        place={communityName}
        sentence="Every change of XP, currencies and items, newest first. What a webhook changed carries the webhook’s name as its action."
      />
      {maySee ? (
        <ListSection
          name="gamification-logs"
          label="log lines"
          columns={columns}
          hiddenAtFirst={['asset']}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) => show('log', id)}
          openKey={log}
          filters={
            <>
              <AssetFilter value={asset} onPick={(chosen) => show('asset', chosen)} />
              <MemberFilter memberId={member} onClear={() => show('member', undefined)} />
              <SearchInput
                label="Cause"
                placeholder="Id of the cause"
                value={cause ?? ''}
                onSearch={(text) => show('cause', text)}
                className="w-full sm:w-60"
              />
            </>
          }
          curl={<CurlButton name="listGamificationLogs" input={input} />}
          exported={
            <ExportButton
              name="listGamificationLogs"
              input={input}
              fileName="gamification-logs"
              columns={[
                { header: 'time', value: ({ at }) => at },
                { header: 'member', value: ({ memberLabel }) => memberLabel },
                { header: 'action', value: ({ action }) => action },
                { header: 'asset', value: ({ asset: code }) => code },
                { header: 'asset name', value: ({ assetName }) => assetName },
                { header: 'change', value: ({ amount }) => amount },
                { header: 'before', value: ({ balanceBefore }) => balanceBefore },
                { header: 'after', value: ({ balanceAfter }) => balanceAfter },
                { header: 'actor', value: ({ actor }) => actor.label },
                { header: 'cause', value: ({ cause: { kind, id } }) => `${kind} ${id}` },
                { header: 'transfer id', value: ({ id }) => id },
              ]}
            />
          }
          isFiltered={asset !== undefined || member !== undefined || cause !== undefined}
          onClearFilters={() => void navigate({ search: {}, replace: true })}
          empty={
            <EmptyState icon={ListChecks} title="No XP or Coins have changed yet">
              As soon as a webhook is mapped and receives a request, or somebody adjusts a balance by hand,
              each change stands here with its action, before and after.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the Gamification Logs" permission="view_ledger" />
      )}
      {opened && (
        <GamificationLogPanel
          log={opened}
          onClose={() => show('log', undefined)}
          onMember={() => show('member', opened.memberId)}
          onCause={() => show('cause', opened.cause.id)}
        />
      )}
    </>
  )
}
