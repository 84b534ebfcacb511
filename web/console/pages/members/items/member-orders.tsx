/** The last orders of a member in the market. */
import { usePages } from '../../../../api/queries.ts'
import { orderStates } from '../../../../hall/pages/orders/order-words.rules.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Amount } from '../../../../ui/amount.tsx'
import { Badge } from '../../../../ui/badge.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { RecentList } from './recent-list.tsx'
import type { MemberAddress } from './use-member-items.ts'

export function MemberOrders({ params: { communityId, memberId } }: { params: MemberAddress }) {
  const pages = usePages('listOrders', { params: { communityId }, query: { memberId, limit: 5 } })
  return (
    <RecentList
      title="Orders"
      pages={pages}
      lineOf={({ quantity, filled, itemName, unitPrice, currency, state, createdAt }) => (
        <>
          <span className="min-w-0 flex-1 truncate">
            {formatCount(filled)} of {formatCount(quantity)} {itemName}
          </span>
          <Amount value={unitPrice} asset={currency} look="balance" />
          <Badge tone={orderStates[state].tone}>{orderStates[state].word}</Badge>
          <RelativeTime at={createdAt} className="w-20 text-right text-12 text-ink-3" />
        </>
      )}
    />
  )
}
