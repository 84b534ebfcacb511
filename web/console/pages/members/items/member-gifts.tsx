/** The last gifts that a member sent or was offered, each with the way to it, and to all of them. */
import { Link } from '@tanstack/react-router'
import { usePages } from '../../../../api/queries.ts'
import { Badge } from '../../../../ui/badge.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { unitsOf } from '../../apps/items/units/units.rules.ts'
import { giftStates } from '../../gifts/gift-words.rules.ts'
import { RecentList } from './recent-list.tsx'
import { lastOf, type MemberAddress } from './use-member-items.ts'

export function MemberGifts({ params }: { params: MemberAddress }) {
  const { communityId, memberId } = params
  const pages = usePages('listGifts', lastOf(params))
  return (
    <RecentList
      title="Gifts"
      pages={pages}
      all={
        <ButtonLink
          size="small"
          to="/console/$community/gifts"
          params={{ community: communityId }}
          search={{ member: memberId }}
        >
          All gifts of the member
        </ButtonLink>
      }
      lineOf={({ id, quantity, itemName, fromMemberId, fromLabel, toLabel, state, createdAt }) => (
        <>
          <Link
            to="/console/$community/gifts"
            params={{ community: communityId }}
            search={{ member: memberId, gift: id }}
            className="min-w-0 flex-1 truncate rounded-sm hover:underline"
          >
            {unitsOf(quantity)} of {itemName}{' '}
            <span className="text-ink-3">
              {fromMemberId === memberId ? `to ${toLabel}` : `from ${fromLabel}`}
            </span>
          </Link>
          <Badge tone={giftStates[state].tone}>{giftStates[state].word}</Badge>
          <RelativeTime at={createdAt} className="w-20 text-right text-12 text-ink-3" />
        </>
      )}
    />
  )
}
