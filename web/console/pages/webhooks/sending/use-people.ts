/** Members to write into sample bodies, so that a test is about somebody who is there. */
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { useSession } from '../../../../app/session.ts'
import type { Person } from './sample-bodies.rules.ts'

export function usePeople(): readonly Person[] | null {
  const { account } = useSession()
  const maySee = useMay('view_members')
  const members = useRead(
    'listMembers',
    { params: useCommunityParams(), query: { limit: 5 } },
    { isEnabled: maySee },
  )
  if (maySee && members.isPending) return null
  const found = members.data?.data ?? []
  return found.length > 0 ? found : [{ email: account.email, username: account.email.split('@')[0] ?? '' }]
}
