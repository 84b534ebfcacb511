/** Shown instead of a community that does not exist, or of which this account is no member. */
import { UsersRound } from 'lucide-react'
import { ButtonLink } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-header.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useSession } from './session.ts'

export function NoSuchCommunity() {
  const { account } = useSession()
  usePageTitle('No such community')
  return (
    <main className="mx-auto max-w-xl py-16">
      <h1 className="sr-only">No such community</h1>
      <EmptyState
        icon={UsersRound}
        title="You are not a member of this community"
        actions={<ButtonLink to="/">Go to my communities</ButtonLink>}
      >
        You are signed in as {account.email}. Ask the community's staff for an invitation, or sign in with the
        account that has one.
      </EmptyState>
    </main>
  )
}
