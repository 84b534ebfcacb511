/** Currencies: XP, Coins, and those that a community adds; none is ever deleted, because its history stays. */
import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Asset } from '../../../../contracts/ledger.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { CurrencyIcon } from '../../../ui/currency-icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Section } from '../../../ui/section.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { CurrencyDialog } from './currency-dialog.tsx'

/** What is read anew when currencies change. */
const refreshes = ['listAssets', 'listBalances', 'listSupplies'] as const

export function CurrenciesPage() {
  const { communityId, communityName } = useMembership()
  const params = { communityId }
  const assets = useRead('listAssets', { params })
  const mayManage = useMay('manage_community')
  const [edited, setEdited] = useState<Asset | 'new' | null>(null)
  const { retire, restore } = useRetirement(params)
  const createButton = mayManage && (
    <Button variant="primary" icon={Plus} onClick={() => setEdited('new')}>
      Create currency
    </Button>
  )
  const columns: Column<Asset>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ name, icon }) => (
        <span className="flex min-w-0 items-center gap-2 font-medium">
          <CurrencyIcon icon={icon} />
          <span className="truncate">{name}</span>
        </span>
      ),
    },
    {
      key: 'code',
      header: 'Code',
      from: 'sm',
      width: 'w-40 lg:w-56',
      cell: ({ code }) => <CopyableId id={code} label="Copy the code" isWhole />,
    },
    {
      key: 'state',
      header: 'State',
      width: 'w-28',
      cell: ({ isBuiltIn, isRetired }) => (
        <Badge>{isRetired ? 'Retired' : isBuiltIn ? 'Built in' : 'In use'}</Badge>
      ),
    },
    {
      key: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'right',
      width: 'w-28',
      cell: (asset) =>
        mayManage &&
        !asset.isBuiltIn && (
          <span className="inline-flex">
            <IconButton label={`Edit ${asset.name}`} icon={Pencil} onClick={() => setEdited(asset)} />
            {asset.isRetired ? (
              <IconButton
                label={`Restore ${asset.name}`}
                icon={ArchiveRestore}
                onClick={() => restore(asset)}
              />
            ) : (
              <IconButton label={`Retire ${asset.name}`} icon={Archive} onClick={() => retire(asset)} />
            )}
          </span>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title="Currencies"
        place={communityName}
        sentence="What members earn and spend, beside XP and Coins. Webhooks, adjustments and holds can name each of them."
        secondary={<CurlButton name="listAssets" input={{ params }} />}
        action={createButton}
      />
      <Section isFlush>
        <Table
          label="currencies"
          columns={columns}
          rows={assets.data?.data ?? []}
          keyOf={({ code }) => code}
          isPending={assets.isPending}
          skeletonRows={3}
          problem={assets.error}
          onRetry={() => void assets.refetch()}
          empty={<EmptyState icon={Archive} title="No currencies" actions={createButton} />}
        />
      </Section>
      {edited && (
        <CurrencyDialog
          currency={edited === 'new' ? null : edited}
          refreshes={refreshes}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

/** Retiring can be undone, so it does not ask; it offers Undo. */
function useRetirement(params: { communityId: string }) {
  const toast = useToast()
  const retirement = useWrite('retireCurrency', { refreshes: [...refreshes] })
  const restoration = useWrite('restoreCurrency', { refreshes: [...refreshes] })
  const restore = ({ code, name }: Asset) =>
    restoration.mutateAsync({ params: { ...params, currency: code } }).then(
      () => toast.done(`${name} is offered again`),
      (error: unknown) => toast.failed(`${name} could not be restored`, error),
    )
  const retire = (asset: Asset) =>
    retirement.mutateAsync({ params: { ...params, currency: asset.code } }).then(
      () => toast.done(`${asset.name} was retired; balances and history stay`, () => void restore(asset)),
      (error: unknown) => toast.failed(`${asset.name} could not be retired`, error),
    )
  return { retire, restore }
}
