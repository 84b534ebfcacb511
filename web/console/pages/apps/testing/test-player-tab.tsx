/** Trying an app out: its test player, what it has, flows as it, and examples of the webhooks; with what came of them. */
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import type { TestPlayer } from '../../../../../contracts/test-players.ts'
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
import { FlowForm, itemsToTry } from './flow-form.tsx'
import { PlayerSection } from './player-section.tsx'

export function TestPlayerTab({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const toast = useToast()
  const player = useRead('getTestPlayer', { params })
  const create = useWrite('createTestPlayer', { refreshes: ['getTestPlayer'] })
  const made = player.data?.player
  const isReady = useIsReady(app, made)
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {made && isReady ? (
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
          {player.data && !made ? (
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
      {isReady && <Webhooks app={app} />}
    </div>
  )
}

/** Whether all parts can be shown: one that came later would push the others down. */
function useIsReady(app: App, made: TestPlayer | null | undefined): boolean {
  const params = useCommunityParams()
  const maySee = useMay('view_members')
  const ofApp = { ...params, appId: app.id }
  const webhook = useRead('getAppWebhook', { params: ofApp })
  const items = useRead('listItems', itemsToTry(ofApp))
  const needsInventory = maySee && made !== null && made !== undefined
  const ofPlayer = { params: { ...params, memberId: made?.id ?? '' } }
  const inventory = useRead('getInventory', ofPlayer, { isEnabled: needsInventory })
  const isRead = ({ data, error }: { data: unknown; error: unknown }) => data !== undefined || error !== null
  return made !== undefined && isRead(webhook) && isRead(items) && (!needsInventory || isRead(inventory))
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
