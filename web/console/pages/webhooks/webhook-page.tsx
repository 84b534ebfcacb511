/** One incoming webhook: Catch and map, and its settings. What is not saved yet survives a change of tabs. */
import { getRouteApi, Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, History } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import { useRead } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState, NoPermission } from '../../../ui/states.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { HealthLine } from './health/health-line.tsx'
import { LeaveGuard } from './map/leave-guard.tsx'
import { MapTab } from './map/map-tab.tsx'
import { useMappingEditor } from './map/use-mapping-editor.ts'
import { useSample } from './map/use-sample.ts'
import { PauseButton } from './settings/pause-button.tsx'
import { WebhookState } from './webhook-state.tsx'

const VersionsPanel = lazy(async () => ({
  default: (await import('./map/versions-panel.tsx')).VersionsPanel,
}))
/** With the dialogs of its sections it is as large as the rest, and few visits come for it. */
const SettingsTab = lazy(async () => ({
  default: (await import('./settings/settings-tab.tsx')).SettingsTab,
}))

const webhookRoute = getRouteApi('/console/$community/webhooks/$webhookId')

const refreshMs = 10_000

export function WebhookPage() {
  const { communityId } = useMembership()
  const { webhookId } = useParams({ from: '/console/$community/webhooks/$webhookId' })
  const mayManage = useMay('manage_webhooks')
  const webhook = useRead(
    'getIncomingWebhook',
    { params: { communityId, webhookId } },
    { isEnabled: mayManage, refetchMs: refreshMs },
  )
  if (!mayManage) return <NoPermission what="the webhooks" permission="manage_webhooks" />
  if (webhook.data) return <LoadedPage key={webhookId} webhook={webhook.data} />
  return (
    <>
      <PageHeader title="Incoming webhook" above={<BackToList />} />
      {webhook.error ? (
        <ErrorState problem={webhook.error} what="this webhook" onRetry={() => void webhook.refetch()} />
      ) : (
        <SkeletonLines count={9} label="Loading the webhook" />
      )}
    </>
  )
}

function LoadedPage({ webhook }: { webhook: IncomingWebhook }) {
  const { communityId, communityName } = useMembership()
  const { tab = 'map', panel } = webhookRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/webhooks/$webhookId' })
  const editor = useMappingEditor(webhook)
  const sample = useSample(webhook)
  const show = (part: { tab?: string; panel?: string | undefined }) =>
    void navigate({
      search: ({ panel: _, ...present }) => ({ ...present, ...withoutUndefined(part) }),
      replace: true,
      resetScroll: false,
    })

  return (
    <>
      <PageHeader
        title={webhook.name}
        place={communityName}
        above={<BackToList />}
        sentence={
          <span className="inline-flex flex-wrap items-center gap-2">
            <WebhookState webhook={webhook} />
            <span>{sentenceOf(webhook)}</span>
          </span>
        }
        secondary={
          <>
            <PauseButton webhook={webhook} />
            <ButtonLink
              icon={History}
              to="/console/$community/webhooks/histories"
              params={{ community: communityId }}
              search={{ webhook: webhook.id }}
            >
              Histories
            </ButtonLink>
          </>
        }
      />
      <HealthLine communityId={communityId} webhook={webhook} />
      <Tabs
        label="About this webhook"
        value={tab}
        onChange={(chosen) => show({ tab: chosen })}
        tabs={[
          {
            value: 'map',
            label: 'Catch and map',
            content: (
              <MapTab
                webhook={webhook}
                editor={editor}
                sample={sample}
                onVersions={() => show({ panel: 'versions' })}
              />
            ),
          },
          {
            value: 'settings',
            label: 'Settings',
            content: (
              <Suspense fallback={<SkeletonLines count={9} label="Loading the settings" />}>
                <SettingsTab webhook={webhook} />
              </Suspense>
            ),
          },
        ]}
      />
      {panel === 'versions' && (
        <Suspense fallback={null}>
          <VersionsPanel webhook={webhook} editor={editor} onClose={() => show({ panel: undefined })} />
        </Suspense>
      )}
      <LeaveGuard webhook={webhook} isDirty={editor.isDirty} />
    </>
  )
}

function BackToList() {
  const { communityId } = useMembership()
  return (
    <Link
      to="/console/$community/webhooks"
      params={{ community: communityId }}
      className="inline-flex items-center gap-1 rounded-sm text-13 text-ink-3 hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      Webhooks
    </Link>
  )
}

function sentenceOf({ isPaused, mapping, mappingVersion }: IncomingWebhook): string {
  if (isPaused) return 'Requests are kept. Once it is resumed, you can apply them.'
  if (mapping === null) return 'Requests are kept until the first mapping is saved.'
  return `Requests are applied with version ${mappingVersion} of the mapping.`
}

function withoutUndefined<Part extends object>(part: Part) {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}
