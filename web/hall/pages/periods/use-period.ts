/** My active time of one item; undefined before it was ever activated. */
import type { Item } from '../../../../contracts/items.ts'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'

const refreshMs = 10_000
/** So much of its game is looked through: there is one period for each item. */
const readCount = 200

export function usePeriod(item: Pick<Item, 'id' | 'appId' | 'kind'> | undefined) {
  const { communityId, memberId } = useMembership()
  const isTimed = item?.kind === 'time_limited'
  const read = useRead(
    'listPeriods',
    {
      params: { communityId, memberId },
      query: { ...(item ? { appId: item.appId } : {}), limit: readCount },
    },
    { isEnabled: isTimed, refetchMs: refreshMs },
  )
  return {
    period: read.data?.data.find(({ itemId }) => itemId === item?.id),
    isPending: isTimed && read.isPending,
  }
}
