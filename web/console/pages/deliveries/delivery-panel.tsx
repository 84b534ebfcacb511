/** One delivery beside the list: its story as a timeline, what is sent, and every attempt with its answer. */
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { useMay, useMembership } from '../../../app/community.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { AttemptList } from './attempt-list.tsx'
import { DeliveryBody } from './delivery-body.tsx'
import { DeliveryStory } from './delivery-story.tsx'
import { RemovePayload } from './remove-payload.tsx'
import { useDelivery } from './use-delivery.ts'

const deliveryRoute = getRouteApi('/console/$community/deliveries/$deliveryId')

export function DeliveryPanel() {
  const { communityId } = useMembership()
  const { deliveryId } = useParams({ from: '/console/$community/deliveries/$deliveryId' })
  const { tab = 'timeline' } = deliveryRoute.useSearch()
  const navigate = useNavigate()
  const isEnabled = useMay('manage_webhooks')
  const { delivery, attempts, params } = useDelivery(deliveryId, isEnabled)
  if (!isEnabled) return null

  const close = () =>
    void navigate({
      to: '/console/$community/deliveries',
      params: { community: communityId },
      search: ({ tab: _, ...filters }) => filters,
      resetScroll: false,
    })
  const choose = (chosen: string) =>
    void navigate({
      to: '/console/$community/deliveries/$deliveryId',
      params: { community: communityId, deliveryId },
      search: (present) => ({ ...present, tab: chosen }),
      replace: true,
      resetScroll: false,
    })
  const problem = delivery.error ?? attempts.error

  return (
    <SidePanel
      kind="Delivery"
      title={delivery.data?.eventType ?? 'Delivery'}
      rowKey={deliveryId}
      width="wide"
      onClose={close}
      actions={<CurlButton name="getDelivery" input={{ params }} />}
    >
      {delivery.data && attempts.data ? (
        <Tabs
          label="About this delivery"
          value={tab}
          onChange={choose}
          tabs={[
            {
              value: 'timeline',
              label: 'Timeline',
              content: <DeliveryStory delivery={delivery.data} attempts={attempts.data.data} />,
            },
            {
              value: 'attempts',
              label: 'Attempts',
              count: attempts.data.data.length,
              content: <AttemptList attempts={attempts.data.data} />,
            },
            {
              value: 'body',
              label: 'Body',
              content: (
                <div className="flex flex-col gap-4">
                  <DeliveryBody delivery={delivery.data} />
                  <RemovePayload delivery={delivery.data} />
                </div>
              ),
            },
          ]}
        />
      ) : problem ? (
        <ErrorState
          problem={problem}
          what="this delivery"
          onRetry={() => {
            void delivery.refetch()
            void attempts.refetch()
          }}
        />
      ) : (
        <SkeletonLines count={9} label="Loading the delivery" />
      )}
    </SidePanel>
  )
}
