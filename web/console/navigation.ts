/** The console's navigation by area: only what is built, and only what this member may see. */
import {
  ArrowRightToLine,
  BadgeCheck,
  Bell,
  BookMarked,
  BookOpenText,
  ChartColumn,
  Coins,
  Gamepad2,
  Gift,
  Hourglass,
  House,
  KeyRound,
  ListChecks,
  ListTree,
  type LucideIcon,
  Mail,
  ReceiptText,
  Scale,
  ScrollText,
  Send,
  ServerCog,
  Settings,
  ShieldCheck,
  SlidersHorizontal,
  Store,
  Users,
  Webhook,
} from 'lucide-react'
import type { Membership, Session } from '../../contracts/access.ts'
import type { PermissionName } from '../../contracts/permissions.ts'
import { appPermissions, mayOneOf } from '../app/session.ts'

export type ConsolePath =
  | '/console/$community'
  | '/console/$community/members'
  | '/console/$community/webhooks'
  | '/console/$community/alerts'
  | '/console/$community/endpoints'
  | '/console/$community/deliveries'
  | '/console/$community/event-catalog'
  | '/console/$community/apps'
  | '/console/$community/approvals'
  | '/console/$community/merges'
  | '/console/$community/orders'
  | '/console/$community/gifts'
  | '/console/$community/reconciliations'
  | '/console/$community/market'
  | '/console/$community/economy'
  | '/console/$community/ledger'
  | '/console/$community/ledger-proof'
  | '/console/$community/currencies'
  | '/console/$community/holds'
  | '/console/$community/settings/gamification-logs'
  | '/console/$community/settings/user-fields'
  | '/console/$community/settings/api-keys'
  | '/console/$community/settings/audit-log'
  | '/console/$community/settings/general'
  | '/console/$community/installation'
  | '/console/$community/mailbox'

export interface NavigationItem {
  to: ConsolePath
  label: string
  icon: LucideIcon
  /** One of several is enough. */
  permission?: PermissionName | readonly PermissionName[]
}

export interface NavigationGroup {
  label: string | null
  items: readonly NavigationItem[]
}

const groups: readonly NavigationGroup[] = [
  {
    label: null,
    items: [
      { to: '/console/$community', label: 'Overview', icon: House },
      {
        to: '/console/$community/members',
        label: 'Members',
        icon: Users,
        permission: 'view_members',
      },
      {
        to: '/console/$community/webhooks',
        label: 'Webhooks',
        icon: Webhook,
        permission: 'manage_webhooks',
      },
      {
        to: '/console/$community/alerts',
        label: 'Alerts',
        icon: Bell,
        permission: 'manage_webhooks',
      },
    ],
  },
  {
    label: 'Events',
    items: [
      {
        to: '/console/$community/endpoints',
        label: 'Outgoing webhooks',
        icon: Send,
        permission: 'manage_webhooks',
      },
      {
        to: '/console/$community/deliveries',
        label: 'Deliveries',
        icon: ListTree,
        permission: 'manage_webhooks',
      },
      {
        to: '/console/$community/event-catalog',
        label: 'Event catalog',
        icon: BookMarked,
        permission: 'manage_webhooks',
      },
    ],
  },
  {
    label: 'Games and items',
    items: [
      {
        to: '/console/$community/apps',
        label: 'Manage Apps',
        icon: Gamepad2,
        permission: appPermissions,
      },
      {
        to: '/console/$community/approvals',
        label: 'Waiting for approval',
        icon: BadgeCheck,
        permission: 'approve_apps',
      },
      {
        to: '/console/$community/merges',
        label: 'Merges',
        icon: ArrowRightToLine,
        permission: 'approve_apps',
      },
      {
        to: '/console/$community/orders',
        label: 'Orders',
        icon: ReceiptText,
        permission: 'manage_market',
      },
      {
        to: '/console/$community/gifts',
        label: 'Gifts',
        icon: Gift,
        permission: 'approve_apps',
      },
      {
        to: '/console/$community/reconciliations',
        label: 'Reconciliations',
        icon: Scale,
        permission: 'approve_apps',
      },
      {
        to: '/console/$community/market',
        label: 'Market settings',
        icon: Store,
        permission: 'manage_market',
      },
    ],
  },
  {
    label: 'Economy',
    items: [
      {
        to: '/console/$community/economy',
        label: 'Economy overview',
        icon: ChartColumn,
        permission: 'view_ledger',
      },
      {
        to: '/console/$community/ledger',
        label: 'Ledger explorer',
        icon: BookOpenText,
        permission: 'view_ledger',
      },
      {
        to: '/console/$community/holds',
        label: 'Holds and treasury',
        icon: Hourglass,
        permission: 'view_ledger',
      },
      {
        to: '/console/$community/ledger-proof',
        label: 'Ledger proof',
        icon: ShieldCheck,
        permission: 'view_ledger',
      },
      {
        to: '/console/$community/currencies',
        label: 'Currencies',
        icon: Coins,
        permission: 'manage_community',
      },
    ],
  },
  {
    label: 'Community Settings',
    items: [
      {
        to: '/console/$community/settings/gamification-logs',
        label: 'Gamification Logs',
        icon: ListChecks,
        permission: 'view_ledger',
      },
      {
        to: '/console/$community/settings/user-fields',
        label: 'User Fields',
        icon: SlidersHorizontal,
        permission: 'manage_fields',
      },
      {
        to: '/console/$community/settings/api-keys',
        label: 'API keys',
        icon: KeyRound,
        permission: 'manage_api_keys',
      },
      {
        to: '/console/$community/settings/audit-log',
        label: 'Audit log',
        icon: ScrollText,
        permission: 'view_audit',
      },
      {
        to: '/console/$community/settings/general',
        label: 'General',
        icon: Settings,
      },
    ],
  },
]

const serverStatus: NavigationItem = {
  to: '/console/$community/installation',
  label: 'Server status',
  icon: ServerCog,
}
const mailbox: NavigationItem = {
  to: '/console/$community/mailbox',
  label: 'Mailbox',
  icon: Mail,
}
const installationFor = ({ isInstallationOwner, isMailboxOpen }: Session): NavigationGroup => ({
  label: 'Installation',
  items: isInstallationOwner ? [serverStatus, ...(isMailboxOpen ? [mailbox] : [])] : [],
})

export function navigationFor(membership: Membership, session: Session): NavigationGroup[] {
  return [...groups, installationFor(session)]
    .map((group) => ({
      ...group,
      items: group.items.filter(
        ({ permission }) => permission === undefined || mayOneOf(membership, permission),
      ),
    }))
    .filter(({ items }) => items.length > 0)
}
