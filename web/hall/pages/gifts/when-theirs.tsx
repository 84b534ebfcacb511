/** When what is given belongs to the other: as soon as they accept, or at once, as the community has it. */
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'

export function WhenTheirs() {
  const { communityId, communityName } = useMembership()
  const { data, error, refetch } = useRead('getMarketSettings', { params: { communityId } })
  if (error) {
    return <ErrorState problem={error} what="how gifts are accepted" onRetry={() => void refetch()} />
  }
  if (data === undefined) return <Skeleton className="h-18 rounded-md" />
  return data.giftAcceptance === 'automatic' ? (
    <Notice tone="warn" title="They are given at once">
      Gifts are accepted automatically in {communityName}. You cannot take them back.
    </Notice>
  ) : (
    <Notice title="They are held until the other accepts">
      They have 72 hours. If they reject it or do not answer, the units come back. Until then you can take
      them back yourself.
    </Notice>
  )
}
