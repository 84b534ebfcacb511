/** How many apps wait for approval, for those who may approve them: beside the name of the page in the navigation. */
import { useRead } from '../api/queries.ts'
import { useMay, useMembership } from '../app/community.tsx'

/** A community has 100 apps at most: one page is all of them. */
export const pendingQuery = { state: 'pending' as const, limit: 100 }
export const pendingMs = 60_000

export function usePendingApps(): number {
  const { communityId } = useMembership()
  const mayApprove = useMay('approve_apps')
  const apps = useRead(
    'listApps',
    { params: { communityId }, query: pendingQuery },
    { isEnabled: mayApprove, refetchMs: pendingMs },
  )
  return apps.data?.data.length ?? 0
}
