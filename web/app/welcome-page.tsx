/** For an account that is no member of any community yet: how to get into one. */

import { AccessFrame } from '../access/access-frame.tsx'
import { Button } from '../ui/button.tsx'
import { useSignOut } from './account-menu.tsx'
import { useSession } from './session.ts'

export function WelcomePage() {
  const { account } = useSession()
  const signOut = useSignOut()
  return (
    <AccessFrame
      title={`Welcome, ${account.displayName}`}
      sentence={`You are signed in as ${account.email}, and not a member of a community yet.`}
    >
      <p className="pb-4 text-13 text-ink-2">
        Ask the staff of your community to add {account.email} as a member or to send you an invitation link.
        A member with this verified e-mail address is yours at once.
      </p>
      <Button onClick={signOut} className="w-full">
        Sign out
      </Button>
    </AccessFrame>
  )
}
