/**
 * My orders, newest first: how much was sold, until when the rest is for sale, and ways to change its price or take it
 * back, also many at once.
 */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Tag } from 'lucide-react'
import { useState } from 'react'
import type { Order } from '../../../../contracts/fills.ts'
import { usePages } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { withPart } from '../../../console/search.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { choosingOf } from '../../../ui/choosing.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { useSelection } from '../../../ui/use-selection.ts'
import { CancelOrder } from './cancel-order.tsx'
import { canBeCanceled, itemWords } from './cancel-orders.rules.ts'
import { CancelOrdersDialog } from './cancel-orders-dialog.tsx'
import { ChangePrice } from './change-price.tsx'
import { ItemLink } from './item-link.tsx'
import { isOpenOrder, orderStateNamed, orderStateOptions, orderStates } from './order-words.rules.ts'

const ordersRoute = getRouteApi('/hall/$community/orders')
const refreshMs = 10_000
const keyOf = ({ id }: Order) => id

const columns: Column<Order>[] = [
  {
    key: 'item',
    header: 'Item',
    cell: (order) => (
      <>
        <ItemLink traded={order} />
        <span className="block whitespace-normal text-12 text-ink-3 md:hidden">
          {orderStates[order.state].word}, {formatCount(order.filled)} of {formatCount(order.quantity)}, at{' '}
          {formatCount(order.unitPrice)}
        </span>
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 'w-28 xl:w-40',
    from: 'md',
    cell: ({ state }) => <Badge tone={orderStates[state].tone}>{orderStates[state].word}</Badge>,
  },
  {
    key: 'sold',
    header: 'Sold',
    align: 'right',
    width: 'w-24',
    from: 'md',
    cell: ({ filled, quantity }) => `${formatCount(filled)} of ${formatCount(quantity)}`,
  },
  {
    key: 'price',
    header: 'Price of one',
    align: 'right',
    width: 'w-36',
    from: 'md',
    cell: ({ unitPrice, currency }) => <Amount value={unitPrice} asset={currency} look="balance" />,
  },
  {
    key: 'ends',
    header: 'Ends',
    align: 'right',
    width: 'w-28',
    from: 'lg',
    cell: ({ closedAt, expiresAt }) => <RelativeTime at={closedAt ?? expiresAt} />,
  },
  {
    key: 'change',
    header: 'Change',
    isHeaderHidden: true,
    align: 'right',
    width: 'w-32 lg:w-52',
    cell: (order) =>
      canBeCanceled(order) && (
        <span className="flex flex-wrap justify-end gap-1">
          {isOpenOrder(order) && <ChangePrice order={order} />}
          <CancelOrder order={order} />
        </span>
      ),
  },
]

export function MyListings() {
  const { communityId, memberId } = useMembership()
  const search = ordersRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/orders' })
  const state = orderStateNamed(search.state)
  const input = { params: { communityId }, query: { memberId, ...(state ? { state } : {}) } }
  const pages = usePages('listOrders', input, { refetchMs: refreshMs })
  const go = (next: typeof search) => void navigate({ search: next, replace: true, resetScroll: false })
  const selection = useSelection({
    rows: pages.rows,
    keyOf,
    canChoose: canBeCanceled,
    labelOf: (order) => `Select ${unitsOf(order.remaining)} of ${itemWords(order)}`,
  })
  const [toCancel, setToCancel] = useState<readonly Order[]>([])
  return (
    <>
      <ListSection
        name="my-listings"
        label="listings"
        columns={columns}
        pages={pages}
        keyOf={keyOf}
        choosing={choosingOf(
          selection,
          !pages.hasMore,
          <Button onClick={() => setToCancel(selection.chosen)}>Cancel orders</Button>,
        )}
        filters={
          <Select
            aria-label="State"
            placeholder="All states"
            value={state ?? ''}
            onPick={(picked) => go(withPart(search, 'state', picked))}
            options={orderStateOptions}
            className="w-36"
          />
        }
        exported={
          <ExportButton
            name="listOrders"
            input={input}
            fileName="listings"
            columns={[
              { header: 'id', value: ({ id }) => id },
              { header: 'item', value: ({ itemName }) => itemName },
              { header: 'item_uri', value: ({ itemUri }) => itemUri },
              { header: 'tier', value: ({ tier }) => tier },
              { header: 'state', value: (order) => order.state },
              { header: 'quantity', value: ({ quantity }) => quantity },
              { header: 'sold', value: ({ filled }) => filled },
              { header: 'unit_price', value: ({ unitPrice }) => unitPrice },
              { header: 'currency', value: ({ currency }) => currency },
              { header: 'created_at', value: ({ createdAt }) => createdAt },
              { header: 'expires_at', value: ({ expiresAt }) => expiresAt },
              { header: 'closed_at', value: ({ closedAt }) => closedAt },
            ]}
          />
        }
        isFiltered={state !== undefined}
        onClearFilters={() => go(withPart(search, 'state', undefined))}
        empty={
          <EmptyState icon={Tag} title="You have never sold anything">
            Open an item of your inventory and choose Sell. What you put up for sale stands here.
          </EmptyState>
        }
      />
      {toCancel.length > 0 && <CancelOrdersDialog orders={toCancel} onClose={() => setToCancel([])} />}
    </>
  )
}
