/** Trying an app out: its test player, what it has, flows as it, and examples of the webhooks; with what came of them. */
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../../app/community.tsx'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../../ui/states.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { RecentDeliveries } from '../../endpoints/page/recent-deliveries.tsx'
import { TestResult } from '../../endpoints/page/test-result.tsx'
import { ExampleButtons } from './example-buttons.tsx'
import { FlowForm } from './flow-form.tsx'
import { PlayerSection } from './player-section.tsx'

export function TestPlayerTab({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const toast = useToast()
  const player = useRead('getTestPlayer', { params })
  const create = useWrite('createTestPlayer', { refreshes: ['getTestPlayer'] })
  const made = player.data?.player
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {made ? (
        <>
          <PlayerSection app={app} player={made} />
          <FlowForm app={app} />
        </>
      ) : (
        <Section
          title="Test player"
          description="Every flow and all four webhooks, tried before the app is approved and without touching a member."
          actions={<CurlButton name="getTestPlayer" input={{ params }} />}
        >
          {player.data ? (
            <EmptyState
              icon={FlaskConical}
              title="No test player yet"
              actions={
                <Button
                  variant="primary"
                  isPending={create.isPending}
                  onClick={() =>
                    create.mutate(
                      { params },
                      { onError: (error) => toast.failed('The test player could not be made', error) },
                    )
                  }
                >
                  Create the test player
                </Button>
              }
            >
              It stands in no list of members, and nobody can buy what it lists.
            </EmptyState>
          ) : player.error ? (
            <ErrorState problem={player.error} what="the test player" onRetry={() => void player.refetch()} />
          ) : (
            <SkeletonLines count={3} label="Loading the test player" />
          )}
        </Section>
      )}
      <Webhooks app={app} />
    </div>
  )
}

/** Examples, and what was sent lately with the answers. */
function Webhooks({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const webhook = useRead('getAppWebhook', { params })
  const maySeeDeliveries = useMay('manage_webhooks')
  const [deliveryId, setDeliveryId] = useState<string | null>(null)
  const endpointId = webhook.data?.endpointId ?? null
  return (
    <>
      <Section
        title="Send test"
        description="The example of each webhook, marked as a test. It tells of somebody who does not exist, and changes nothing here."
      >
        <ExampleButtons app={app} isConnected={endpointId !== null} onSent={setDeliveryId} />
      </Section>
      {deliveryId !== null && maySeeDeliveries && (
        <TestResult
          deliveryId={deliveryId}
          open={
            <ButtonLink
              size="small"
              to="/console/$community/deliveries/$deliveryId"
              params={{ community: params.communityId, deliveryId }}
            >
              Open
            </ButtonLink>
          }
          onClose={() => setDeliveryId(null)}
        />
      )}
      {endpointId !== null && maySeeDeliveries && <RecentDeliveries endpoint={{ id: endpointId }} />}
    </>
  )
}
