/** What moved the units of a member in one game, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import type { InventoryChange } from '../../../../../contracts/inventory.ts'
import { call } from '../../../../api/call.ts'
import type { Answer } from '../../../../api/contract-types.ts'
import type { ApiProblem } from '../../../../api/problem.ts'
import type { Pages } from '../../../../api/queries.ts'

export interface MemberAddress {
  communityId: string
  memberId: string
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
