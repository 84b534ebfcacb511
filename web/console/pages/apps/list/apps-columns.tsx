/** The columns of Manage Apps: what each app is, where its approval stands, and whether it calls. */
import type { App } from '../../../../../contracts/apps.ts'
import { Badge } from '../../../../ui/badge.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CopyableId } from '../../../../ui/copy-button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import type { Column } from '../../../../ui/table.tsx'
import { AppStateBadge } from '../app-state.tsx'
import { Picture } from '../picture.tsx'

interface Settings {
  communityId: string
  mayManage: boolean
}

export const appsColumns = ({ communityId, mayManage }: Settings): Column<App>[] => [
  {
    key: 'title',
    header: 'App',
    cell: ({ title, picture, appUrl, clientId }) => (
      <span className="flex min-w-0 items-center gap-3">
        <Picture name={title} url={picture} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{title}</span>
          <span className="block truncate text-12 text-ink-3 max-md:hidden" title={appUrl}>
            {appUrl.replace(/^https?:\/\//i, '')}
          </span>
          <code className="block truncate font-mono text-12 text-ink-3 md:hidden">{clientId}</code>
        </span>
      </span>
    ),
  },
  {
    key: 'client',
    header: 'Client Id',
    from: 'md',
    width: 'w-40',
    cell: ({ clientId }) => <CopyableId id={clientId} label="Copy the Client Id" />,
  },
  {
    key: 'state',
    header: 'Approval',
    width: 'w-36 max-sm:w-28',
    cell: ({ state }) => <AppStateBadge state={state} />,
  },
  {
    key: 'visibility',
    header: 'Visibility',
    from: 'lg',
    width: 'w-28',
    cell: ({ isVisible }) => <Badge>{isVisible ? 'Visible' : 'Private'}</Badge>,
  },
  {
    key: 'call',
    header: 'Last call',
    from: 'lg',
    align: 'right',
    width: 'w-28',
    cell: ({ lastCalledAt }) =>
      lastCalledAt === null ? <span className="text-ink-3">never</span> : <RelativeTime at={lastCalledAt} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    isHeaderHidden: true,
    align: 'right',
    width: 'w-24 max-sm:w-20',
    cell: ({ id, title }) => (
      <ButtonLink
        size="small"
        to="/console/$community/apps/$appId"
        params={{ community: communityId, appId: id }}
        aria-label={`${mayManage ? 'Edit' : 'Open'} ${title}`}
      >
        {mayManage ? 'Edit' : 'Open'}
      </ButtonLink>
    ),
  },
]
