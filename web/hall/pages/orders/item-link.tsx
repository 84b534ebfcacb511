/** The item of an order, a sale or a gift, with its tier, as a link to its page. */
import { Link } from '@tanstack/react-router'
import { useMembership } from '../../../app/community.tsx'

interface Props {
  traded: { itemId: string; itemName: string; tier: string; currency?: string }
}

export function ItemLink({ traded: { itemId, itemName, tier, currency } }: Props) {
  const { communityId } = useMembership()
  return (
    <Link
      to="/hall/$community/items/$itemId"
      params={{ community: communityId, itemId }}
      search={{ ...(currency === undefined ? {} : { currency }), ...(tier === 'default' ? {} : { tier }) }}
      className="rounded-sm font-medium hover:underline"
    >
      {itemName}
      {tier !== 'default' && <span className="font-normal text-ink-3">, {tier}</span>}
    </Link>
  )
}
