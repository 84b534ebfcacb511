/** The command palette of the console: every page, themes, signing out, and members by name. */
import { useNavigate } from '@tanstack/react-router'
import { Castle, LogOut, Moon, Sun, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../api/queries.ts'
import { useSignOut } from '../app/account-menu.tsx'
import { useMay, useMembership } from '../app/community.tsx'
import { useSession } from '../app/session.ts'
import { type Command, CommandPalette } from '../ui/command-palette.tsx'
import { setTheme } from '../ui/theme.ts'
import { navigationFor } from './navigation.ts'
import { paletteWords } from './palette-words.ts'

export function ConsolePalette({ onClose }: { onClose: () => void }) {
  const membership = useMembership()
  const session = useSession()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const maySeeMembers = useMay('view_members')
  const [search, setSearch] = useState('')
  const members = useRead(
    'listMembers',
    { params: { communityId: membership.communityId }, query: { search, limit: 6 } },
    { isEnabled: maySeeMembers && search.length > 0 },
  )
  const params = { community: membership.communityId }

  const pages = navigationFor(membership, session).flatMap((group) =>
    group.items.map(
      (item): Command => ({
        id: item.to,
        label: item.label,
        group: 'Go to',
        icon: item.icon,
        keywords: paletteWords[item.to],
        ...(group.label ? { note: group.label } : {}),
        run: () => void navigate({ to: item.to, params }),
      }),
    ),
  )
  const actions: Command[] = [
    {
      id: 'hall',
      label: 'Open the hall',
      group: 'Do',
      icon: Castle,
      keywords: 'me member',
      run: () => void navigate({ to: '/hall/$community', params }),
    },
    {
      id: 'light',
      label: 'Light theme',
      group: 'Do',
      icon: Sun,
      keywords: 'appearance',
      run: () => setTheme('light'),
    },
    {
      id: 'dark',
      label: 'Dark theme',
      group: 'Do',
      icon: Moon,
      keywords: 'appearance',
      run: () => setTheme('dark'),
    },
    { id: 'sign-out', label: 'Sign out', group: 'Do', icon: LogOut, keywords: 'log out leave', run: signOut },
  ]
  const found = (search === '' ? [] : (members.data?.data ?? [])).map(
    (member): Command => ({
      id: member.id,
      label: member.displayName,
      note: member.email ?? member.username,
      group: 'Members',
      icon: UserRound,
      run: () =>
        void navigate({
          to: '/console/$community/members/$memberId',
          params: { ...params, memberId: member.id },
        }),
    }),
  )

  return (
    <CommandPalette
      commands={[...pages, ...actions]}
      results={found}
      onSearch={setSearch}
      onClose={onClose}
    />
  )
}
