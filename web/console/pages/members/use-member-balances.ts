/** The XP and Coins of the members in a list, read for a whole page at once. */
import { useQueries } from '@tanstack/react-query'
import { read } from '../../../api/queries.ts'

/** Below the limit of the endpoint, so that the address stays short. */
const batchSize = 50

export type MemberBalances = ReadonlyMap<string, ReadonlyMap<string, number>>

export function useMemberBalances(communityId: string, memberIds: readonly string[]) {
  const batches: string[] = []
  for (let start = 0; start < memberIds.length; start += batchSize) {
    batches.push(memberIds.slice(start, start + batchSize).join(','))
  }
  return useQueries({
    queries: batches.map((ids) =>
      read('listMemberBalances', { params: { communityId }, query: { memberIds: ids } }),
    ),
    combine: (answers) => {
      const balances = new Map<string, Map<string, number>>()
      for (const { memberId, asset, amount } of answers.flatMap((answer) => answer.data?.data ?? [])) {
        const ofMember = balances.get(memberId) ?? new Map<string, number>()
        ofMember.set(asset, amount)
        balances.set(memberId, ofMember)
      }
      return {
        balances: balances as MemberBalances,
        isPending: answers.some((answer) => answer.isPending),
        isFailed: answers.some((answer) => answer.isError),
      }
    },
  })
}
