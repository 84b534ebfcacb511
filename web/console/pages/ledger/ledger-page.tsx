/** Ledger explorer: every transfer with both of its sides, and per asset whether the books balance. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { BookOpenText } from 'lucide-react'
import type { Transfer } from '../../../../contracts/ledger.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
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
import { Supplies } from './supplies.tsx'
import { TransferPanel } from './transfer-panel.tsx'

const ledgerRoute = getRouteApi('/console/$community/ledger')

const columns: Column<Transfer>[] = [
  { key: 'action', header: 'Action', cell: ({ action }) => <span className="font-medium">{action}</span> },
  { key: 'from', header: 'From', from: 'md', width: 'w-36 xl:w-44', cell: ({ from }) => from.label },
  { key: 'to', header: 'To', from: 'sm', width: 'w-36 xl:w-44', cell: ({ to }) => to.label },
  {
    key: 'amount',
    header: 'Amount',
    align: 'right',
    width: 'w-32 md:w-48',
    cell: ({ amount, assetName }) => <LedgerAmount value={amount} assetName={assetName} look="balance" />,
  },
  { key: 'actor', header: 'By', from: 'xl', width: 'w-40', cell: ({ actor }) => <Actor actor={actor} /> },
  { key: 'at', header: 'When', align: 'right', width: 'w-24', cell: ({ at }) => <RelativeTime at={at} /> },
]

export function LedgerPage() {
  const { communityId, communityName } = useMembership()
  const search = ledgerRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/ledger' })
  const maySee = useMay('view_ledger')
  const { asset, cause, transfer } = search
  const input = {
    params: { communityId },
    query: {
      ...(asset === undefined ? {} : { asset }),
      ...(cause === undefined ? {} : { causeId: cause }),
    },
  }
  const pages = usePages('listTransfers', input, { isEnabled: maySee })
  const opened = pages.rows.find(({ id }) => id === transfer)
  const show = (key: 'asset' | 'cause' | 'transfer', value: string | undefined) =>
    void navigate({
      search: (present) =>
        withPart(key === 'transfer' ? present : withPart(present, 'transfer', undefined), key, value),
      replace: key !== 'transfer',
      resetScroll: false,
    })

  return (
    <>
      <PageHeader
        title="Ledger explorer"
        place={communityName}
        sentence="Every movement of XP, currencies and items with both of its sides. Nothing here is ever edited; a correction is a new transfer."
      />
      {maySee ? (
        <div className="flex flex-col gap-6">
          <Supplies params={{ communityId }} />
          <ListSection
            name="transfers"
            label="transfers"
            columns={columns}
            pages={pages}
            keyOf={({ id }) => id}
            onOpen={({ id }) => show('transfer', id)}
            openKey={transfer}
            filters={
              <>
                <AssetFilter value={asset} onPick={(chosen) => show('asset', chosen)} />
                <SearchInput
                  label="Cause"
                  placeholder="Id of the cause"
                  value={cause ?? ''}
                  onSearch={(text) => show('cause', text)}
                  className="w-full sm:w-72"
                />
              </>
            }
            curl={<CurlButton name="listTransfers" input={input} />}
            exported={
              <ExportButton
                name="listTransfers"
                input={input}
                fileName="transfers"
                columns={[
                  { header: 'time', value: ({ at }) => at },
                  { header: 'action', value: ({ action }) => action },
                  { header: 'asset', value: ({ asset: code }) => code },
                  { header: 'asset name', value: ({ assetName }) => assetName },
                  { header: 'amount', value: ({ amount }) => amount },
                  { header: 'from', value: ({ from }) => from.label },
                  { header: 'to', value: ({ to }) => to.label },
                  { header: 'actor', value: ({ actor }) => actor.label },
                  { header: 'cause', value: ({ cause: { kind, id } }) => `${kind} ${id}` },
                  { header: 'transfer id', value: ({ id }) => id },
                ]}
              />
            }
            isFiltered={asset !== undefined || cause !== undefined}
            onClearFilters={() => void navigate({ search: {}, replace: true })}
            empty={
              <EmptyState icon={BookOpenText} title="Nothing has moved yet">
                The first request that a webhook applies, or the first adjustment by hand, stands here as a
                transfer from the issuer to a member.
              </EmptyState>
            }
          />
        </div>
      ) : (
        <NoPermission what="the ledger" permission="view_ledger" />
      )}
      {opened && (
        <TransferPanel
          transfer={opened}
          onClose={() => show('transfer', undefined)}
          onCause={(causeId) => show('cause', causeId)}
        />
      )}
    </>
  )
}
