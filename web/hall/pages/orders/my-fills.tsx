/** What I bought and sold, newest first, with what it did to my balance. */
import { ReceiptText } from 'lucide-react'
import type { Fill } from '../../../../contracts/fills.ts'
import { usePages } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { ItemLink } from './item-link.tsx'
import { isBought, myAmount } from './order-words.rules.ts'

const refreshMs = 10_000

const columnsFor = (memberId: string): Column<Fill>[] => [
  { key: 'item', header: 'Item', cell: (fill) => <ItemLink traded={fill} /> },
  {
    key: 'side',
    header: 'What',
    width: 'w-24',
    cell: (fill) =>
      fill.reversedAt === null ? (
        isBought(fill, memberId) ? (
          'Bought'
        ) : (
          'Sold'
        )
      ) : (
        <span title={fill.reversalReason ?? ''}>
          <Badge tone="warn">Reversed</Badge>
        </span>
      ),
  },
  {
    key: 'units',
    header: 'Units',
    align: 'right',
    width: 'w-24',
    from: 'sm',
    cell: ({ quantity }) => formatCount(quantity),
  },
  {
    key: 'price',
    header: 'Price of one',
    align: 'right',
    width: 'w-32',
    from: 'md',
    cell: ({ unitPrice }) => formatCount(unitPrice),
  },
  {
    key: 'amount',
    header: 'Balance',
    align: 'right',
    width: 'w-32',
    cell: (fill) => <Amount value={myAmount(fill, memberId)} asset={fill.currency} />,
  },
  {
    key: 'when',
    header: 'When',
    align: 'right',
    width: 'w-28',
    from: 'sm',
    cell: ({ executedAt }) => <RelativeTime at={executedAt} />,
  },
]

export function MyFills() {
  const { communityId, memberId } = useMembership()
  const input = { params: { communityId }, query: { memberId } }
  const pages = usePages('listFills', input, { refetchMs: refreshMs })
  return (
    <ListSection
      name="my-fills"
      label="sales"
      columns={columnsFor(memberId)}
      pages={pages}
      keyOf={({ id }) => id}
      exported={
        <ExportButton
          name="listFills"
          input={input}
          fileName="bought-and-sold"
          columns={[
            { header: 'id', value: ({ id }) => id },
            { header: 'listing_id', value: ({ listingId }) => listingId },
            { header: 'side', value: (fill) => (isBought(fill, memberId) ? 'bought' : 'sold') },
            { header: 'item', value: ({ itemName }) => itemName },
            { header: 'item_uri', value: ({ itemUri }) => itemUri },
            { header: 'tier', value: ({ tier }) => tier },
            { header: 'quantity', value: ({ quantity }) => quantity },
            { header: 'unit_price', value: ({ unitPrice }) => unitPrice },
            { header: 'gross', value: ({ gross }) => gross },
            { header: 'balance_change', value: (fill) => myAmount(fill, memberId) },
            { header: 'currency', value: ({ currency }) => currency },
            { header: 'executed_at', value: ({ executedAt }) => executedAt },
            { header: 'reversed_at', value: ({ reversedAt }) => reversedAt },
          ]}
        />
      }
      empty={
        <EmptyState icon={ReceiptText} title="Nothing bought or sold yet">
          Each purchase and each sale stands here, with what it did to your balance.
        </EmptyState>
      }
    />
  )
}
