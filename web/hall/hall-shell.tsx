/** The frame of the hall: a rail of communities, and a bottom bar on a phone; tinted by the community's accent. */
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { Backpack, CircleUserRound, type LucideIcon, Store } from 'lucide-react'
import { useRead } from '../api/queries.ts'
import { AccountMenu } from '../app/account-menu.tsx'
import { CommunityScope, useMembership } from '../app/community.tsx'
import { CommunitySwitcher } from '../app/community-switcher.tsx'
import { NoSuchCommunity } from '../app/no-such-community.tsx'
import { useSession } from '../app/session.ts'
import { SkipLink } from '../app/skip-link.tsx'
import { accentStyle } from '../ui/accent.rules.ts'
import { Initials } from '../ui/mark.tsx'
import { Tooltip } from '../ui/tooltip.tsx'

export function HallShell() {
  const { community } = useParams({ from: '/hall/$community' })
  return (
    <CommunityScope key={community} communityId={community} otherwise={<NoSuchCommunity />}>
      <Frame />
    </CommunityScope>
  )
}

function Frame() {
  const membership = useMembership()
  const community = useRead('getCommunity', { params: { communityId: membership.communityId } })
  return (
    <div style={accentStyle(community.data?.accentColor)} className="min-h-dvh sm:pl-16">
      <SkipLink />
      <Rail />
      <header className="sticky top-0 z-20 flex h-14 items-center justify-between gap-2 border-b border-line bg-canvas px-4 sm:px-8">
        <p className="truncate text-14 font-semibold max-sm:hidden">{membership.communityName}</p>
        <div className="min-w-0 flex-1 sm:hidden">
          <CommunitySwitcher />
        </div>
        <AccountMenu face="hall" />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-5xl px-4 pt-6 pb-24 outline-none [--table-bottom:4.5rem] [--table-top:3.5rem] sm:px-8 sm:[--table-bottom:1rem]"
      >
        <Outlet />
      </main>
      <nav
        aria-label="Hall"
        className="fixed inset-x-0 bottom-0 z-20 flex h-16 items-stretch justify-around border-t border-line bg-canvas sm:hidden"
      >
        <PageLinks className="flex-1" />
      </nav>
    </div>
  )
}

/** The rail of communities on wider windows, with the pages of the hall below. */
function Rail() {
  const { memberships } = useSession()
  const { communityId } = useMembership()
  return (
    <nav
      aria-label="Communities"
      className="fixed inset-y-0 left-0 z-25 flex w-16 flex-col items-center gap-2 overflow-y-auto border-r border-line bg-canvas py-3 max-sm:hidden"
    >
      {memberships.map((each) => (
        <Tooltip key={each.communityId} label={each.communityName}>
          <Link
            to="/hall/$community"
            params={{ community: each.communityId }}
            aria-label={each.communityName}
            className={
              each.communityId === communityId
                ? 'rounded-lg p-1 ring-2 ring-accent'
                : 'rounded-lg p-1 transition-colors hover:bg-hover'
            }
          >
            <Initials name={each.communityName} shape="community" size="medium" />
          </Link>
        </Tooltip>
      ))}
      <span className="my-1 h-px w-8 bg-line" />
      <PageLinks className="h-12 w-16 rounded-md" />
    </nav>
  )
}

const pages: readonly {
  to: '/hall/$community' | '/hall/$community/inventory' | '/hall/$community/market'
  label: string
  icon: LucideIcon
}[] = [
  { to: '/hall/$community', label: 'Me', icon: CircleUserRound },
  { to: '/hall/$community/inventory', label: 'Inventory', icon: Backpack },
  { to: '/hall/$community/market', label: 'Market', icon: Store },
]

function PageLinks({ className }: { className: string }) {
  const { communityId } = useMembership()
  return pages.map(({ to, label, icon: Icon }) => (
    <Link
      key={to}
      to={to}
      params={{ community: communityId }}
      activeOptions={{ exact: true, includeSearch: false }}
      className={`flex flex-col items-center justify-center gap-1 text-12 font-medium text-ink-2 transition-colors hover:text-ink aria-[current=page]:text-accent-text ${className}`}
    >
      <Icon aria-hidden className="size-5" />
      {label}
    </Link>
  ))
}
