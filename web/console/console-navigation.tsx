/** The left navigation of the console: community switcher and areas. */
import { Link } from '@tanstack/react-router'
import { useMembership } from '../app/community.tsx'
import { CommunitySwitcher } from '../app/community-switcher.tsx'
import { useSession } from '../app/session.ts'
import { navigationFor } from './navigation.ts'
import { usePendingApps } from './use-pending-apps.ts'

export function ConsoleNavigation({ onNavigate }: { onNavigate?: () => void }) {
  const membership = useMembership()
  const groups = navigationFor(membership, useSession())
  const pendingApps = usePendingApps()
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-12 items-center border-b border-line px-2 max-sm:h-14">
        <CommunitySwitcher />
      </div>
      <nav aria-label="Console" className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
        {groups.map((group) => (
          <div key={group.label ?? 'top'} className="pb-4">
            {group.label && <p className="px-2 pb-1 text-12 font-medium text-ink-3">{group.label}</p>}
            <ul className="flex flex-col gap-px">
              {group.items.map(({ to, label, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    params={{ community: membership.communityId }}
                    activeOptions={{ exact: to === '/console/$community', includeSearch: false }}
                    onClick={onNavigate}
                    className="flex h-8 items-center gap-2 rounded-md px-2 text-13 font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:text-ink max-lg:h-10 [&[aria-current=page]_svg]:text-accent-text"
                  >
                    <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
                    {label}
                    {to === '/console/$community/approvals' && pendingApps > 0 && (
                      <span className="ml-auto rounded-full bg-accent-soft px-1.5 text-12 text-accent-text">
                        <span className="sr-only">: </span>
                        {pendingApps}
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </div>
  )
}
