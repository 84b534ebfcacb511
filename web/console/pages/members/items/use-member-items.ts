/** What is read of the items of a member: what they hold, the last merges, gifts and orders, what moved in one game. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InventoryChange } from '../../../../../contracts/inventory.ts'
import { call } from '../../../../api/call.ts'
import type { Answer } from '../../../../api/contract-types.ts'
import type { ApiProblem } from '../../../../api/problem.ts'
import { type Pages, usePages } from '../../../../api/queries.ts'

export interface MemberAddress {
  communityId: string
  memberId: string
}

/** The last few records of a member, of a list that is narrowed by member. */
export const lastOf = ({ communityId, memberId }: MemberAddress) => ({
  params: { communityId },
  query: { memberId, limit: 5 },
})

/** Whether all lists have come: one that came later would push the others down. Once they were there they stay. */
export function useAreRead(
  params: MemberAddress,
  query: { q?: string; appId?: string },
  { ofApps, ofOrders }: { ofApps: boolean; ofOrders: boolean },
): boolean {
  const [wereRead, setRead] = useState(false)
  const holdings = usePages('getInventory', { params, query })
  const merges = usePages('listMerges', lastOf(params), { isEnabled: ofApps })
  const gifts = usePages('listGifts', lastOf(params), { isEnabled: ofApps })
  const orders = usePages('listOrders', lastOf(params), { isEnabled: ofOrders })
  const areOfApps = !ofApps || !(merges.isPending || gifts.isPending)
  const areRead = !holdings.isPending && areOfApps && !(ofOrders && orders.isPending)
  if (areRead && !wereRead) setRead(true)
  return areRead || wereRead
}

type Changes = Answer<'listInventoryChanges'>

const firstSequence = 1
const refreshMs = 10_000
/** Reading on means reading back: what is further down is not read again every few seconds. */
const livePagesMax = 2

export function useMemberChanges(params: MemberAddress, appId: string): Pages<InventoryChange> {
  const list = useInfiniteQuery<Changes, ApiProblem, { pages: Changes[] }, unknown[], number | null>({
    queryKey: ['listInventoryChanges', params, { appId, order: 'newest' }],
    queryFn: ({ pageParam, signal }) =>
      call('listInventoryChanges', {
        params,
        query: { appId, order: 'newest', ...(pageParam === null ? {} : { after: pageParam }) },
        signal,
      }),
    initialPageParam: null,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > livePagesMax ? false : refreshMs),
    // The numbers have no gaps: below the last one there is more until the first.
    getNextPageParam: ({ data }) => {
      const last = data.at(-1)?.inventorySequence ?? firstSequence
      return last > firstSequence ? last : null
    },
  })
  return {
    rows: (list.data?.pages ?? []).flatMap(({ data }) => data),
    isPending: list.isPending,
    problem: list.data === undefined ? list.error : null,
    moreProblem: list.data === undefined ? null : list.error,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
    reload: () => void list.refetch(),
  }
}
