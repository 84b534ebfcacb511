/** One delivery beside the list: its story, every attempt with its answer, and what is sent. */
import { useState } from 'react'
import { AttemptList } from '../console/pages/deliveries/attempt-list.tsx'
import { DeliveryBody } from '../console/pages/deliveries/delivery-body.tsx'
import { DeliveryStory } from '../console/pages/deliveries/delivery-story.tsx'
import { useDelivery } from '../console/pages/deliveries/use-delivery.ts'
import { SidePanel } from '../ui/side-panel.tsx'
import { SkeletonLines } from '../ui/skeleton.tsx'
import { ErrorState } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'

interface Props {
  deliveryId: string
  onClose: () => void
}

export function PortalDelivery({ deliveryId, onClose }: Props) {
  const { delivery, attempts } = useDelivery(deliveryId)
  const [tab, setTab] = useState('timeline')
  const problem = delivery.error ?? attempts.error
  const tried = attempts.data?.data ?? []
  return (
    <SidePanel
      kind="Delivery"
      title={delivery.data?.eventType ?? 'Delivery'}
      rowKey={deliveryId}
      width="wide"
      onClose={onClose}
    >
      {delivery.data && attempts.data ? (
        <Tabs
          label="About this delivery"
          value={tab}
          onChange={setTab}
          tabs={[
            {
              value: 'timeline',
              label: 'Timeline',
              content: <DeliveryStory delivery={delivery.data} attempts={tried} hasEndpointLink={false} />,
            },
            {
              value: 'attempts',
              label: 'Attempts',
              count: tried.length,
              content: <AttemptList attempts={tried} />,
            },
            { value: 'body', label: 'Body', content: <DeliveryBody delivery={delivery.data} /> },
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
