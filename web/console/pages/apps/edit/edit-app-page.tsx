/** Edit App: its Client Id and approval, what it says of itself, its keys and its webhook; beside them its items. */
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { Archive } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import { useRead } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState, NoPermission } from '../../../../ui/states.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { BackToApps } from '../back-to-apps.tsx'
import { ApiKeySection } from '../keys/api-key-section.tsx'
import { Picture } from '../picture.tsx'
import { useAppRights } from '../use-app-rights.ts'
import { WebhookSection } from '../webhook/webhook-section.tsx'
import { AppInfoSection } from './app-info-section.tsx'
import { ArchiveDialog } from './archive-dialog.tsx'
import { StandingSection } from './standing-section.tsx'

/** Few visits of the form come for these. */
const ItemsTab = lazy(async () => ({ default: (await import('../items/items-tab.tsx')).ItemsTab }))

const FaceSettingsTab = lazy(async () => ({
  default: (await import('../face/face-settings-tab.tsx')).FaceSettingsTab,
}))

const TestPlayerTab = lazy(async () => ({
  default: (await import('../testing/test-player-tab.tsx')).TestPlayerTab,
}))

const appRoute = getRouteApi('/console/$community/apps/$appId')

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
  const mayManage = useMay('manage_apps')
  const { tab = 'app' } = appRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/apps/$appId' })
  const [isArchiving, setArchiving] = useState(false)
  const choose = (chosen: string) =>
    void navigate({ search: { tab: chosen }, replace: true, resetScroll: false })
  return (
    <>
      <PageHeader
        title="Edit App"
        place={app.title}
        above={<BackToApps />}
        sentence={
          <span className="inline-flex items-center gap-2">
            <Picture name={app.title} url={app.picture} />
            <span className="font-medium [overflow-wrap:anywhere]">{app.title}</span>
          </span>
        }
        {...(mayManage && tab === 'app'
          ? {
              secondary: (
                <Button icon={Archive} onClick={() => setArchiving(true)}>
                  Archive
                </Button>
              ),
            }
          : {})}
      />
      <Tabs
        label="About this app"
        value={tab}
        onChange={choose}
        tabs={[
          { value: 'app', label: 'App', content: <AppTab app={app} /> },
          {
            value: 'items',
            label: 'Items',
            content: (
              <Suspense fallback={<SkeletonLines count={9} label="Loading the items" />}>
                <ItemsTab app={app} />
              </Suspense>
            ),
          },
          ...(mayManage
            ? [
                {
                  value: 'face',
                  label: 'Face settings',
                  content: (
                    <Suspense fallback={<SkeletonLines count={9} label="Loading the settings" />}>
                      <FaceSettingsTab app={app} />
                    </Suspense>
                  ),
                },
                {
                  value: 'test',
                  label: 'Test player',
                  content: (
                    <Suspense fallback={<SkeletonLines count={9} label="Loading the test player" />}>
                      <TestPlayerTab app={app} />
                    </Suspense>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isArchiving && <ArchiveDialog app={app} onClose={() => setArchiving(false)} />}
    </>
  )
}

function AppTab({ app }: { app: App }) {
  const mayManage = useMay('manage_apps')
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <StandingSection app={app} />
      <AppInfoSection app={app} />
      {mayManage && <ApiKeySection app={app} />}
      {mayManage && <WebhookSection app={app} />}
    </div>
  )
}
