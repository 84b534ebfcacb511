/** Holds: amounts that were taken for later, and what became of them; and the treasury, which may give them. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Hourglass } from 'lucide-react'
import type { Hold } from '../../../../contracts/holds.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { LedgerAmount } from '../../../ui/ledger-amount.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { withPart } from '../../search.rules.ts'
import { HoldPanel } from './hold-panel.tsx'
import { HoldState, holdStateOptions } from './hold-state.tsx'
import { Treasury } from './treasury.tsx'

const holdsRoute = getRouteApi('/console/$community/holds')

const columns: Column<Hold>[] = [
  {
    key: 'purpose',
    header: 'Purpose',
    cell: ({ purpose }) => <span className="font-medium">{purpose}</span>,
  },
  { key: 'holder', header: 'Taken from', from: 'sm', width: 'w-40', cell: ({ holder }) => holder.label },
  { key: 'state', header: 'State', width: 'w-28', cell: ({ state }) => <HoldState state={state} /> },
  {
    key: 'amount',
    header: 'Amount',
    align: 'right',
    from: 'md',
    width: 'w-32 xl:w-40',
    cell: ({ amount, assetName }) => <LedgerAmount value={amount} assetName={assetName} look="balance" />,
  },
  {
    key: 'remaining',
    header: 'Remains',
    align: 'right',
    width: 'w-32 xl:w-40',
    cell: ({ remaining, assetName }) => (
      <LedgerAmount value={remaining} assetName={assetName} look="balance" />
    ),
  },
  {
    key: 'until',
    header: 'Until',
    align: 'right',
    from: 'lg',
    width: 'w-28',
    cell: ({ expiresAt }) => (expiresAt ? <RelativeTime at={expiresAt} /> : 'No end'),
  },
  {
    key: 'opened',
    header: 'Opened',
    align: 'right',
    from: 'md',
    width: 'w-24',
    cell: ({ openedAt }) => <RelativeTime at={openedAt} />,
  },
]

export function HoldsPage() {
  const { communityId, communityName } = useMembership()
  const maySee = useMay('view_ledger')
  const { state, hold: openId } = holdsRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/holds' })
  const shown = holdStateOptions.find(({ value }) => value === state)?.value as Hold['state'] | undefined
  const input = { params: { communityId }, query: shown ? { state: shown } : {} }
  const pages = usePages('listHolds', input, { isEnabled: maySee })
  const show = (key: 'state' | 'hold', value: string | undefined) =>
    void navigate({
      search: (present) => withPart(present, key, value),
      replace: key === 'state',
      resetScroll: false,
    })
  return (
    <>
      <PageHeader
        title="Holds and treasury"
        place={communityName}
        sentence="What was taken for later: it has left the balance, and is posted in parts, given back, or expires. Apps and scripts open holds by the API."
      />
      {maySee ? (
        <div className="flex flex-col gap-6">
          <Treasury params={{ communityId }} />
          <ListSection
            name="holds"
            label="holds"
            columns={columns}
            pages={pages}
            keyOf={({ id }) => id}
            onOpen={({ id }) => show('hold', id)}
            openKey={openId}
            filters={
              <Select
                aria-label="State"
                placeholder="All states"
                value={shown ?? ''}
                onPick={(picked) => show('state', picked === '' ? undefined : picked)}
                options={holdStateOptions}
                className="w-36"
              />
            }
            curl={<CurlButton name="listHolds" input={input} />}
            isFiltered={shown !== undefined}
            onClearFilters={() => void navigate({ search: {}, replace: true })}
            empty={
              <EmptyState icon={Hourglass} title="Nothing is held">
                A hold keeps an amount aside until it is known what becomes of it: an entry fee until the
                match ends, a prize until it is claimed. Open one with POST /api/communities/…/holds.
              </EmptyState>
            }
          />
        </div>
      ) : (
        <NoPermission what="holds" permission="view_ledger" />
      )}
      {maySee && openId !== undefined && (
        <HoldPanel holdId={openId} onClose={() => show('hold', undefined)} />
      )}
    </>
  )
}
