/** The orders of all members, newest first, narrowed by state, kind and app. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ReceiptText } from 'lucide-react'
import type { Order } from '../../../../contracts/fills.ts'
import { usePages } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { AppFilter } from '../../app-filter.tsx'
import { withPart } from '../../search.rules.ts'
import {
  allStates,
  chosenKind,
  chosenState,
  kindOptions,
  orderKinds,
  orderStates,
  stateOptions,
} from './order-words.rules.ts'

const ordersRoute = getRouteApi('/console/$community/orders')
const refreshMs = 10_000

const columns: Column<Order>[] = [
  {
    key: 'item',
    header: 'Item',
    cell: ({ itemName, memberLabel, tier }) => (
      <>
        <span className="font-medium">{itemName}</span>
        {tier !== 'default' && <span className="text-ink-3">, {tier}</span>}
        <span className="block truncate text-12 text-ink-3 lg:hidden">{memberLabel ?? 'The app'}</span>
      </>
    ),
  },
  {
    key: 'seller',
    header: 'Seller',
    from: 'lg',
    width: 'w-36',
    cell: ({ memberLabel }) => memberLabel ?? <span className="text-ink-3">The app</span>,
  },
  { key: 'kind', header: 'Kind', from: 'xl', width: 'w-32', cell: ({ kind }) => orderKinds[kind] },
  {
    key: 'state',
    header: 'State',
    width: 'w-28',
    cell: ({ state }) => <Badge tone={orderStates[state].tone}>{orderStates[state].word}</Badge>,
  },
  {
    key: 'sold',
    header: 'Sold',
    align: 'right',
    from: 'sm',
    width: 'w-24',
    cell: ({ filled, quantity }) => `${formatCount(filled)} of ${formatCount(quantity)}`,
  },
  {
    key: 'price',
    header: 'Price of one',
    align: 'right',
    from: 'md',
    width: 'w-32',
    cell: ({ unitPrice, currency }) => <Amount value={unitPrice} asset={currency} look="balance" />,
  },
  {
    key: 'due',
    header: 'Due or ends',
    align: 'right',
    from: 'xl',
    width: 'w-28',
    cell: ({ closedAt, confirmBy, expiresAt }) => <RelativeTime at={closedAt ?? confirmBy ?? expiresAt} />,
  },
  {
    key: 'made',
    header: 'Made',
    align: 'right',
    from: 'sm',
    width: 'w-24',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

export function OrderList() {
  const params = useCommunityParams()
  const search = ordersRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/orders' })
  const kind = chosenKind(search.kind)
  const state = chosenState(search.state, kind)
  const { app } = search
  const query = {
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(app === undefined ? {} : { appId: app }),
  }
  const input = { params, query }
  const pages = usePages('listOrders', input, { refetchMs: refreshMs })
  const go = (next: typeof search, replace: boolean) =>
    void navigate({ search: next, replace, resetScroll: false })
  const narrow = (key: 'state' | 'kind' | 'app', value: string | undefined) =>
    go(withPart(search, key, value), true)
  return (
    <ListSection
      name="orders"
      label="orders"
      columns={columns}
      pages={pages}
      keyOf={({ id }) => id}
      onOpen={({ id, kind: what }) => {
        const { mint: _, listing: __, ...rest } = search
        go({ ...rest, ...(what === 'mint' ? { mint: id } : { listing: id }) }, false)
      }}
      openKey={search.mint ?? search.listing}
      filters={
        <>
          <Select
            aria-label="State"
            value={state ?? allStates}
            onPick={(picked) => narrow('state', picked)}
            options={stateOptions}
            className="w-36"
          />
          <Select
            aria-label="Kind"
            placeholder="All kinds"
            value={kind ?? ''}
            onPick={(picked) => narrow('kind', picked)}
            options={kindOptions}
            className="w-36"
          />
          <AppFilter value={app} onPick={(picked) => narrow('app', picked)} />
        </>
      }
      curl={<CurlButton name="listOrders" input={input} />}
      exported={
        <ExportButton
          name="listOrders"
          input={input}
          fileName="orders"
          columns={[
            { header: 'id', value: ({ id }) => id },
            { header: 'kind', value: (order) => order.kind },
            { header: 'state', value: (order) => order.state },
            { header: 'seller', value: ({ memberLabel }) => memberLabel },
            { header: 'member_id', value: ({ member }) => member },
            { header: 'app_id', value: ({ appId }) => appId },
            { header: 'item', value: ({ itemName }) => itemName },
            { header: 'item_uri', value: ({ itemUri }) => itemUri },
            { header: 'tier', value: ({ tier }) => tier },
            { header: 'quantity', value: ({ quantity }) => quantity },
            { header: 'sold', value: ({ filled }) => filled },
            { header: 'unit_price', value: ({ unitPrice }) => unitPrice },
            { header: 'currency', value: ({ currency }) => currency },
            { header: 'created_at', value: ({ createdAt }) => createdAt },
            { header: 'confirm_by', value: ({ confirmBy }) => confirmBy },
            { header: 'closed_at', value: ({ closedAt }) => closedAt },
          ]}
        />
      }
      isFiltered={kind !== undefined || app !== undefined || (state !== undefined && state !== 'overdue')}
      onClearFilters={() => go({ state: allStates }, true)}
      empty={
        <EmptyState icon={ReceiptText} title={state === 'overdue' ? 'Nothing is in doubt' : 'No order yet'}>
          Members put units up for sale, also units that are still in a game. When the game was told and does
          not answer in time, the order stands here.
        </EmptyState>
      }
    />
  )
}
