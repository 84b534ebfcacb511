/** Shows the community one is in, and switches to another one of the account. */
import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Initials } from '../ui/mark.tsx'
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { useMembership } from './community.tsx'
import { isStaff, useSession } from './session.ts'

const CreateCommunityDialog = lazy(async () => ({
  default: (await import('./create-community-dialog.tsx')).CreateCommunityDialog,
}))

export function CommunitySwitcher() {
  const session = useSession()
  const membership = useMembership()
  const navigate = useNavigate()
  const [isCreating, setCreating] = useState(false)
  return (
    <>
      <Menu
        label="Communities"
        align="start"
        trigger={
          <button
            type="button"
            className="flex h-10 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left transition-colors hover:bg-hover"
          >
            <Initials name={membership.communityName} shape="community" />
            <span className="min-w-0 flex-1 truncate text-13 font-semibold text-ink">
              <span className="sr-only">Community: </span>
              {membership.communityName}
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3" />
          </button>
        }
      >
        <MenuHeading>Communities</MenuHeading>
        {session.memberships.map((each) => (
          <MenuItem
            key={each.communityId}
            isChosen={each.communityId === membership.communityId}
            onSelect={() =>
              void navigate({
                to: isStaff(each) ? '/console/$community' : '/hall/$community',
                params: { community: each.communityId },
              })
            }
          >
            {each.communityName}
          </MenuItem>
        ))}
        {session.isInstallationOwner && (
          <>
            <MenuSeparator />
            <MenuItem icon={Plus} onSelect={() => setCreating(true)}>
              Create a community
            </MenuItem>
          </>
        )}
      </Menu>
      <Suspense fallback={null}>
        {isCreating && <CreateCommunityDialog onClose={() => setCreating(false)} />}
      </Suspense>
    </>
  )
}
