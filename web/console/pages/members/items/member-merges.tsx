/** The last merges of a member, and the way to all of them. */
import { usePages } from '../../../../api/queries.ts'
import { Badge } from '../../../../ui/badge.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { unitsOf } from '../../apps/items/units/units.rules.ts'
import { mergeStates } from '../../merges/merge-words.rules.ts'
import { RecentList } from './recent-list.tsx'
import { lastOf, type MemberAddress } from './use-member-items.ts'

export function MemberMerges({ params }: { params: MemberAddress }) {
  const { communityId, memberId } = params
  const pages = usePages('listMerges', lastOf(params))
  return (
    <RecentList
      title="Merges"
      pages={pages}
      all={
        <ButtonLink
          size="small"
          to="/console/$community/merges"
          params={{ community: communityId }}
          search={{ state: 'all', member: memberId }}
        >
          All merges of the member
        </ButtonLink>
      }
      lineOf={({ quantity, itemName, state, createdAt }) => (
        <>
          <span className="min-w-0 flex-1 truncate">
            {unitsOf(quantity)} of {itemName}
          </span>
          <Badge tone={mergeStates[state].tone}>{mergeStates[state].word}</Badge>
          <RelativeTime at={createdAt} className="w-20 text-right text-12 text-ink-3" />
        </>
      )}
    />
  )
}
