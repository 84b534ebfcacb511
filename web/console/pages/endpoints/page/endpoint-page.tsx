/** One outgoing webhook: how it fares, what it was sent lately, its settings, and the code that checks our signature. */
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useRead } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState, NoPermission } from '../../../../ui/states.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { RecoverBar } from '../../deliveries/replays/recover-bar.tsx'
import { type NewestReplay, useReplay } from '../../deliveries/replays/use-replay.ts'
import { BackToEndpoints } from '../back-to-endpoints.tsx'
import { stateWords } from '../endpoint-state.rules.ts'
import { EndpointState } from '../endpoint-state.tsx'
import { EndpointHealth } from '../health/endpoint-health.tsx'
import { ActivationButton } from './activation-button.tsx'
import { DisabledNotice } from './disabled-notice.tsx'
import { OwnershipNotice } from './ownership-notice.tsx'
import { RecentDeliveries } from './recent-deliveries.tsx'
import { TestButton } from './test-button.tsx'
import { TestResult } from './test-result.tsx'

/** With the dialogs of its sections it is as large as the rest, and few visits come for it. */
const SettingsTab = lazy(async () => ({ default: (await import('./settings-tab.tsx')).SettingsTab }))
const VerifyCode = lazy(async () => ({ default: (await import('../verify/verify-code.tsx')).VerifyCode }))

const endpointRoute = getRouteApi('/console/$community/endpoints/$endpointId')

const refreshMs = 3000

export function EndpointPage() {
  const { communityId } = useMembership()
  const { endpointId } = useParams({ from: '/console/$community/endpoints/$endpointId' })
  const mayManage = useMay('manage_webhooks')
  const endpoint = useRead(
    'getEndpoint',
    { params: { communityId, endpointId } },
    { isEnabled: mayManage, refetchMs: refreshMs },
  )
  const replay = useReplay(endpointId, mayManage)
  if (!mayManage) return <NoPermission what="the outgoing webhooks" permission="manage_webhooks" />
  if (endpoint.data && !replay.isPending) {
    return <LoadedPage key={endpointId} endpoint={endpoint.data} replay={replay} />
  }
  return (
    <>
      <PageHeader title="Outgoing webhook" above={<BackToEndpoints />} />
      {endpoint.error ? (
        <ErrorState
          problem={endpoint.error}
          what="this outgoing webhook"
          onRetry={() => void endpoint.refetch()}
        />
      ) : (
        <SkeletonLines count={9} label="Loading the outgoing webhook" />
      )}
    </>
  )
}

function LoadedPage({ endpoint, replay }: { endpoint: OutgoingEndpoint; replay: NewestReplay }) {
  const { communityId, communityName } = useMembership()
  const { tab = 'deliveries' } = endpointRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/endpoints/$endpointId' })
  const [testId, setTestId] = useState<string | null>(null)
  const [since, setSince] = useState<string | null>(null)
  const choose = (chosen: string) =>
    void navigate({ search: { tab: chosen }, replace: true, resetScroll: false })

  return (
    <>
      <PageHeader
        title={endpoint.name}
        place={communityName}
        above={<BackToEndpoints />}
        sentence={
          <>
            <span className="inline-flex flex-wrap items-center gap-2">
              <EndpointState endpoint={endpoint} />
              <span>{stateWords(endpoint).sentence}</span>
            </span>
            <code className="block pt-1 font-mono text-12 text-ink-3 [overflow-wrap:anywhere]">
              {endpoint.url}
            </code>
          </>
        }
        secondary={<ActivationButton endpoint={endpoint} onEnabled={setSince} />}
        action={<TestButton endpoint={endpoint} onSent={setTestId} />}
      />
      <div className="flex flex-col gap-4">
        {endpoint.state === 'disabled' && <DisabledNotice endpoint={endpoint} />}
        {endpoint.ownership === 'pending' && <OwnershipNotice endpoint={endpoint} onSent={setTestId} />}
        {testId !== null && (
          <TestResult
            key={testId}
            deliveryId={testId}
            open={
              <ButtonLink
                size="small"
                to="/console/$community/deliveries/$deliveryId"
                params={{ community: communityId, deliveryId: testId }}
              >
                Open the delivery
              </ButtonLink>
            }
            onClose={() => setTestId(null)}
          />
        )}
        <EndpointHealth endpoint={endpoint} />
        <RecoverBar endpoint={endpoint} replay={replay} since={since} onSince={setSince} />
        <Tabs
          label="About this outgoing webhook"
          value={tab}
          onChange={choose}
          tabs={[
            {
              value: 'deliveries',
              label: 'Recent deliveries',
              content: <RecentDeliveries endpoint={endpoint} />,
            },
            {
              value: 'settings',
              label: 'Settings',
              content: (
                <Suspense fallback={<SkeletonLines count={9} label="Loading the settings" />}>
                  <SettingsTab endpoint={endpoint} />
                </Suspense>
              ),
            },
            {
              value: 'verify',
              label: 'Check the signature',
              content: (
                <Suspense fallback={<SkeletonLines count={9} label="Loading the code" />}>
                  <Section className="max-w-3xl">
                    <VerifyCode />
                  </Section>
                </Suspense>
              ),
            },
          ]}
        />
      </div>
    </>
  )
}
