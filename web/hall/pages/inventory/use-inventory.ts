/** What I hold, kept fresh: games give and take at any time. */
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'

const refreshMs = 10_000

export function useInventory() {
  const { communityId, memberId } = useMembership()
  return useRead('getInventory', { params: { communityId, memberId } }, { refetchMs: refreshMs })
}
