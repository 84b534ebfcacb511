/** The menu of the signed-in account: who it is, the other face, theme, sign out. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { BookOpenText, Castle, Gamepad2, LayoutDashboard, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useWrite } from '../api/queries.ts'
import { Initials } from '../ui/mark.tsx'
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { setTheme, themes, useTheme } from '../ui/theme.ts'
import { useToast } from '../ui/toast.tsx'
import { useMembership } from './community.tsx'
import { appPermissions, isStaff, mayOneOf, useSession } from './session.ts'

const themeLooks = {
  system: { icon: Monitor, label: 'As the system says' },
  light: { icon: Sun, label: 'Light' },
  dark: { icon: Moon, label: 'Dark' },
} as const

export function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const logOut = useWrite('logOut')
  // The menu or palette that asked may be gone before the answer comes, so the promise is followed.
  return () => {
    logOut.mutateAsync({}).then(
      async () => {
        await navigate({ to: '/sign-in' })
        queries.clear()
      },
      (error: unknown) => toast.failed('You could not be signed out', error),
    )
  }
}

export function AccountMenu({ face }: { face: 'console' | 'hall' }) {
  const { account } = useSession()
  const membership = useMembership()
  const navigate = useNavigate()
  const theme = useTheme()
  const signOut = useSignOut()
  const params = { community: membership.communityId }
  return (
    <Menu
      label="Account"
      trigger={
        <button
          type="button"
          aria-label={`Account of ${account.displayName}`}
          className="flex size-8 items-center justify-center rounded-full max-sm:size-10"
        >
          <Initials name={account.displayName} size="medium" />
        </button>
      }
    >
      <div className="max-w-64 px-2 py-1">
        <p className="truncate text-13 font-medium text-ink">{account.displayName}</p>
        <p className="truncate text-12 text-ink-3">{account.email}</p>
      </div>
      <MenuSeparator />
      {face === 'console' ? (
        <MenuItem icon={Castle} onSelect={() => void navigate({ to: '/hall/$community', params })}>
          Open the hall
        </MenuItem>
      ) : (
        isStaff(membership) && (
          <MenuItem
            icon={LayoutDashboard}
            onSelect={() => void navigate({ to: '/console/$community', params })}
          >
            Open the console
          </MenuItem>
        )
      )}
      {mayOneOf(membership, appPermissions) && (
        <MenuItem icon={Gamepad2} onSelect={() => void navigate({ to: '/console/$community/apps', params })}>
          Manage Apps
        </MenuItem>
      )}
      <MenuItem icon={BookOpenText} onSelect={() => void navigate({ to: '/docs' })}>
        API reference
      </MenuItem>
      <MenuHeading>Theme</MenuHeading>
      {themes.map((each) => (
        <MenuItem
          key={each}
          icon={themeLooks[each].icon}
          isChosen={each === theme}
          onSelect={() => setTheme(each)}
        >
          {themeLooks[each].label}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
