/** The frame of the console: navigation by area, search, account; on a phone the navigation is a drawer. */
import { Outlet, useParams } from '@tanstack/react-router'
import { Menu as MenuIcon, Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { AccountMenu } from '../app/account-menu.tsx'
import { CommunityScope, useMembership } from '../app/community.tsx'
import { NoSuchCommunity } from '../app/no-such-community.tsx'
import { isStaff } from '../app/session.ts'
import { SkipLink } from '../app/skip-link.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { commandKey, Kbd } from '../ui/kbd.tsx'
import { NoPermission } from '../ui/states.tsx'
import { usePaletteShortcut } from '../ui/use-palette-shortcut.ts'
import { AlertBell } from './alert-bell.tsx'
import { ConsoleNavigation } from './console-navigation.tsx'

const ConsolePalette = lazy(async () => ({ default: (await import('./console-palette.tsx')).ConsolePalette }))
const NavigationDrawer = lazy(async () => ({
  default: (await import('./navigation-drawer.tsx')).NavigationDrawer,
}))

export function ConsoleShell() {
  const { community } = useParams({ from: '/console/$community' })
  return (
    <CommunityScope key={community} communityId={community} otherwise={<NoSuchCommunity />}>
      <StaffOnly />
    </CommunityScope>
  )
}

/** A member without any permission has nothing here, and is shown the way to the hall. */
function StaffOnly() {
  const membership = useMembership()
  if (isStaff(membership)) return <Frame />
  return (
    <main className="mx-auto max-w-xl py-16 text-center">
      <h1 className="sr-only">Console</h1>
      <NoPermission what="the console" />
      <ButtonLink to="/hall/$community" params={{ community: membership.communityId }} variant="primary">
        Go to the hall
      </ButtonLink>
    </main>
  )
}

function Frame() {
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const [isDrawerOpen, setDrawerOpen] = useState(false)
  usePaletteShortcut(() => setPaletteOpen(true))
  return (
    <div className="min-h-dvh lg:pl-60">
      <SkipLink />
      <div className="fixed inset-y-0 left-0 z-25 w-60 border-r border-line bg-canvas max-lg:hidden">
        <ConsoleNavigation />
      </div>
      <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-line bg-canvas px-4 max-sm:h-14 lg:px-8">
        <IconButton
          label="Open the navigation"
          icon={MenuIcon}
          className="-ml-2 lg:hidden"
          aria-expanded={isDrawerOpen}
          onClick={() => setDrawerOpen(true)}
        />
        <button
          type="button"
          onClick={() => setPaletteOpen(true)}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border border-line bg-surface px-2 text-13 text-ink-3 transition-colors hover:border-line-strong hover:text-ink-2 max-sm:h-10 sm:max-w-80"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1 truncate text-left">Search or go to</span>
          <span className="flex gap-1 max-sm:hidden">
            <Kbd>{commandKey}</Kbd>
            <Kbd>K</Kbd>
          </span>
        </button>
        <div className="flex-1 max-sm:hidden" />
        <AlertBell />
        <AccountMenu face="console" />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[76rem] px-4 pt-6 pb-16 outline-none [--table-top:3rem] max-sm:[--table-top:3.5rem] lg:px-8"
      >
        <Outlet />
      </main>
      <Suspense fallback={null}>
        {isDrawerOpen && <NavigationDrawer onClose={() => setDrawerOpen(false)} />}
        {isPaletteOpen && <ConsolePalette onClose={() => setPaletteOpen(false)} />}
      </Suspense>
    </div>
  )
}
