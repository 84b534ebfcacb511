/** The outgoing webhook of a portal link: how it fares, what it was sent, its secrets, and how to check them. */
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { OutgoingEndpoint } from '../../contracts/outgoing.ts'
import type { Answer } from '../api/contract-types.ts'
import { useRead } from '../api/queries.ts'
import { stateWords } from '../console/pages/endpoints/endpoint-state.rules.ts'
import { EndpointState } from '../console/pages/endpoints/endpoint-state.tsx'
import { EndpointHealth } from '../console/pages/endpoints/health/endpoint-health.tsx'
import { DisabledNotice } from '../console/pages/endpoints/page/disabled-notice.tsx'
import { TestButton } from '../console/pages/endpoints/page/test-button.tsx'
import { TestResult } from '../console/pages/endpoints/page/test-result.tsx'
import { SecretsSection } from '../console/pages/endpoints/secrets/secrets-section.tsx'
import { Button } from '../ui/button.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonLines } from '../ui/skeleton.tsx'
import { ErrorState } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { PortalDeliveries } from './portal-deliveries.tsx'
import { PortalDelivery } from './portal-delivery.tsx'

const VerifyCode = lazy(async () => ({
  default: (await import('../console/pages/endpoints/verify/verify-code.tsx')).VerifyCode,
}))

const portalRoute = getRouteApi('/portal')
const refreshMs = 3000

interface Props {
  portal: Answer<'getPortal'>
}

export function PortalEndpoint({ portal }: Props) {
  const { communityId, endpointId, canRotate } = portal
  const endpoint = useRead('getEndpoint', { params: { communityId, endpointId } }, { refetchMs: refreshMs })
  if (endpoint.data) return <Loaded endpoint={endpoint.data} canRotate={canRotate} />
  return (
    <>
      <PageHeader title="Outgoing webhook" />
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

function Loaded({ endpoint, canRotate }: { endpoint: OutgoingEndpoint; canRotate: boolean }) {
  const { tab = 'deliveries', delivery } = portalRoute.useSearch()
  const navigate = portalRoute.useNavigate()
  const [testId, setTestId] = useState<string | null>(null)
  const choose = (chosen: string) =>
    void navigate({ search: { tab: chosen }, replace: true, resetScroll: false })
  const open = (id: string) =>
    void navigate({ search: (present) => ({ ...present, delivery: id }), resetScroll: false })

  return (
    <>
      <PageHeader
        title={endpoint.name}
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
        action={<TestButton endpoint={endpoint} onSent={setTestId} />}
      />
      <div className="flex flex-col gap-4">
        {endpoint.state === 'disabled' && (
          <DisabledNotice
            endpoint={endpoint}
            advice="Mend the receiver, then ask the people who sent you this link to enable it."
          />
        )}
        {testId !== null && (
          <TestResult
            key={testId}
            deliveryId={testId}
            open={
              <Button size="small" onClick={() => open(testId)}>
                Open the delivery
              </Button>
            }
            onClose={() => setTestId(null)}
          />
        )}
        <EndpointHealth endpoint={endpoint} />
        <Tabs
          label="About this outgoing webhook"
          value={tab}
          onChange={choose}
          tabs={[
            {
              value: 'deliveries',
              label: 'Deliveries',
              content: <PortalDeliveries endpoint={endpoint} openId={delivery} onOpen={open} />,
            },
            {
              value: 'secrets',
              label: 'Secrets',
              content: <SecretsSection endpoint={endpoint} canRotate={canRotate} />,
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
      {delivery !== undefined && (
        <PortalDelivery
          key={delivery}
          deliveryId={delivery}
          onClose={() => void navigate({ search: ({ delivery: _, ...rest }) => rest, resetScroll: false })}
        />
      )}
    </>
  )
}
