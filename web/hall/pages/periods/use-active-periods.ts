/** What of mine is active now, the latest first. */
import { usePages } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'

const refreshMs = 10_000

export function useActivePeriods() {
  const { communityId, memberId } = useMembership()
  return usePages(
    'listPeriods',
    { params: { communityId, memberId }, query: { state: 'active' } },
    { refetchMs: refreshMs },
  )
}
