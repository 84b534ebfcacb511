/** The last orders of a member in the market. */
import { usePages } from '../../../../api/queries.ts'
import { orderStates } from '../../../../hall/pages/orders/order-words.rules.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Amount } from '../../../../ui/amount.tsx'
import { Badge } from '../../../../ui/badge.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { RecentList } from './recent-list.tsx'
import { lastOf, type MemberAddress } from './use-member-items.ts'

export function MemberOrders({ params }: { params: MemberAddress }) {
  const { communityId } = params
  const pages = usePages('listOrders', lastOf(params))
  return (
    <RecentList
      title="Orders"
      pages={pages}
      all={
        <ButtonLink
          size="small"
          to="/console/$community/orders"
          params={{ community: communityId }}
          search={{ state: 'all' }}
        >
          All orders
        </ButtonLink>
      }
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
