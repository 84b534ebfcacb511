/** Edit App: its Client Id and approval, what it says of itself, and its keys. */
import { useParams } from '@tanstack/react-router'
import { Archive } from 'lucide-react'
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import { useRead } from '../../../../api/queries.ts'
import { useMembership } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState, NoPermission } from '../../../../ui/states.tsx'
import { BackToApps } from '../back-to-apps.tsx'
import { ApiKeySection } from '../keys/api-key-section.tsx'
import { useAppRights } from '../use-app-rights.ts'
import { AppInfoSection } from './app-info-section.tsx'
import { ArchiveDialog } from './archive-dialog.tsx'
import { StandingSection } from './standing-section.tsx'

const refreshMs = 10_000

export function EditAppPage() {
  const { communityId } = useMembership()
  const { appId } = useParams({ from: '/console/$community/apps/$appId' })
  const { maySee } = useAppRights()
  const app = useRead(
    'getApp',
    { params: { communityId, appId } },
    { isEnabled: maySee, refetchMs: refreshMs },
  )
  if (!maySee) return <NoPermission what="the apps" permission="manage_apps" />
  if (app.data) return <LoadedPage key={appId} app={app.data} />
  return (
    <>
      <PageHeader title="Edit App" above={<BackToApps />} />
      {app.error ? (
        <ErrorState problem={app.error} what="this app" onRetry={() => void app.refetch()} />
      ) : (
        <SkeletonLines count={9} label="Loading the app" />
      )}
    </>
  )
}

function LoadedPage({ app }: { app: App }) {
  const { mayManage } = useAppRights()
  const [isArchiving, setArchiving] = useState(false)
  return (
    <>
      <PageHeader
        title="Edit App"
        place={app.title}
        above={<BackToApps />}
        sentence={<span className="font-medium">{app.title}</span>}
        {...(mayManage
          ? {
              secondary: (
                <Button icon={Archive} onClick={() => setArchiving(true)}>
                  Archive
                </Button>
              ),
            }
          : {})}
      />
      <div className="flex max-w-3xl flex-col gap-4">
        <StandingSection app={app} />
        <AppInfoSection app={app} />
        {mayManage && <ApiKeySection app={app} />}
      </div>
      {isArchiving && <ArchiveDialog app={app} onClose={() => setArchiving(false)} />}
    </>
  )
}
