/** My merges: all that have not ended, and those of one item. */
import type { Item } from '../../../../contracts/items.ts'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { isOpenMerge } from './merge-words.rules.ts'

const refreshMs = 10_000
const endedShown = 2
/** So many merges of the game of an item are looked through, the latest ones. */
const readCount = 200

/** Those in doubt first: they need somebody. */
export function useOpenMerges() {
  const { communityId, memberId } = useMembership()
  const params = { communityId }
  const settings = { refetchMs: refreshMs }
  const inDoubt = useRead('listMerges', { params, query: { memberId, state: 'in_doubt' } }, settings)
  const requested = useRead('listMerges', { params, query: { memberId, state: 'requested' } }, settings)
  return {
    merges: [...(inDoubt.data?.data ?? []), ...(requested.data?.data ?? [])],
    isPending: inDoubt.isPending || requested.isPending,
    problem: inDoubt.error ?? requested.error,
    reload: () => void Promise.all([inDoubt.refetch(), requested.refetch()]),
  }
}

/** All that are open, and how the latest ended. */
export function useItemMerges(item: Pick<Item, 'id' | 'appId' | 'kind'> | undefined) {
  const { communityId, memberId } = useMembership()
  const isMergeable = item?.kind === 'mergeable'
  const query = { memberId, ...(item ? { appId: item.appId } : {}), limit: readCount }
  const read = useRead(
    'listMerges',
    { params: { communityId }, query },
    { isEnabled: isMergeable, refetchMs: refreshMs },
  )
  const merges = (read.data?.data ?? []).filter(({ itemId }) => itemId === item?.id)
  const ended = merges.filter((merge) => !isOpenMerge(merge)).slice(0, endedShown)
  return {
    merges: [...merges.filter(isOpenMerge), ...ended],
    isPending: isMergeable && read.isPending,
    problem: isMergeable ? read.error : null,
    reload: () => void read.refetch(),
  }
}
