/** What was sold, newest first, narrowed by app or listing; a row opens its parts and the way to undo it. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Coins } from 'lucide-react'
import type { Fill } from '../../../../contracts/fills.ts'
import { usePages } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { AppFilter } from '../../app-filter.tsx'
import { withPart } from '../../search.rules.ts'
import { FillPanel } from './fill-panel.tsx'
import { sideWords } from './reversal.rules.ts'

const ordersRoute = getRouteApi('/console/$community/orders')

const columns: Column<Fill>[] = [
  {
    key: 'item',
    header: 'Item',
    cell: ({ itemName, reversedAt }) => (
      <span className="inline-flex max-w-full items-center gap-2">
        <span className="truncate font-medium">{itemName}</span>
        {reversedAt !== null && <Badge tone="warn">Reversed</Badge>}
      </span>
    ),
  },
  { key: 'seller', header: 'Seller', from: 'md', width: 'w-32', cell: ({ seller }) => sideWords(seller) },
  { key: 'buyer', header: 'Buyer', from: 'md', width: 'w-32', cell: ({ buyer }) => sideWords(buyer) },
  {
    key: 'units',
    header: 'Units',
    align: 'right',
    from: 'sm',
    width: 'w-20',
    cell: ({ quantity }) => formatCount(quantity),
  },
  {
    key: 'gross',
    header: 'Paid',
    align: 'right',
    width: 'w-32',
    cell: ({ gross, currency }) => <Amount value={gross} asset={currency} look="balance" />,
  },
  {
    key: 'when',
    header: 'When',
    align: 'right',
    from: 'sm',
    width: 'w-24',
    cell: ({ executedAt }) => <RelativeTime at={executedAt} />,
  },
]

export function FillList() {
  const params = useCommunityParams()
  const search = ordersRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/orders' })
  const { app, listing, fill } = search
  const query = {
    ...(app === undefined ? {} : { appId: app }),
    ...(listing === undefined ? {} : { listingId: listing }),
  }
  const input = { params, query }
  const pages = usePages('listFills', input)
  const opened = pages.rows.find(({ id }) => id === fill)
  const go = (next: typeof search, replace: boolean) =>
    void navigate({ search: next, replace, resetScroll: false })
  return (
    <>
      <ListSection
        name="fills"
        label="fills"
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={({ id }) => go({ ...search, fill: id }, false)}
        openKey={fill}
        filters={
          <>
            <AppFilter value={app} onPick={(picked) => go(withPart(search, 'app', picked), true)} />
            {listing !== undefined && (
              <Button onClick={() => go(withPart(search, 'listing', undefined), true)}>
                Of all listings
              </Button>
            )}
          </>
        }
        curl={<CurlButton name="listFills" input={input} />}
        exported={
          <ExportButton
            name="listFills"
            input={input}
            fileName="fills"
            columns={[
              { header: 'id', value: ({ id }) => id },
              { header: 'listing_id', value: ({ listingId }) => listingId },
              { header: 'item', value: ({ itemName }) => itemName },
              { header: 'item_uri', value: ({ itemUri }) => itemUri },
              { header: 'tier', value: ({ tier }) => tier },
              { header: 'seller', value: ({ seller }) => sideWords(seller) },
              { header: 'buyer', value: ({ buyer }) => sideWords(buyer) },
              { header: 'quantity', value: ({ quantity }) => quantity },
              { header: 'unit_price', value: ({ unitPrice }) => unitPrice },
              { header: 'gross', value: ({ gross }) => gross },
              ...(['seller', 'royalty', 'fee'] as const).map((kind) => ({
                header: `${kind}_part`,
                value: ({ parts }: Fill) => parts.find((part) => part.kind === kind)?.amount ?? 0,
              })),
              { header: 'currency', value: ({ currency }) => currency },
              { header: 'executed_at', value: ({ executedAt }) => executedAt },
              { header: 'reversed_at', value: ({ reversedAt }) => reversedAt },
            ]}
          />
        }
        isFiltered={app !== undefined || listing !== undefined}
        onClearFilters={() => go({ tab: 'fills' }, true)}
        empty={
          <EmptyState icon={Coins} title="Nothing was sold yet">
            Each purchase stands here with every part of its price, and can be reversed as long as units and
            coins are still there.
          </EmptyState>
        }
      />
      {opened && <FillPanel fill={opened} onClose={() => go(withPart(search, 'fill', undefined), false)} />}
    </>
  )
}
