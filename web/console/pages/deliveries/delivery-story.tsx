/** The story of a delivery: how it stands and why in words, what can be done, and everything that happened, in order. */
import { Link } from '@tanstack/react-router'
import type { Attempt } from '../../../../contracts/deliveries.ts'
import type { Answer } from '../../../api/contract-types.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Section } from '../../../ui/section.tsx'
import { inReadersZone } from './attempt-words.rules.ts'
import { DeliveryStatusMark } from './delivery-status-mark.tsx'
import { DeliveryTimeline } from './delivery-timeline.tsx'
import { ReplayButton } from './replay-button.tsx'
import { SkipButton } from './skip-button.tsx'

interface Props {
  delivery: Answer<'getDelivery'>
  attempts: readonly Attempt[]
  /** Left out where the reader sees one endpoint only. */
  hasEndpointLink?: boolean
}

const questions = {
  pending: 'Why is it not delivered yet?',
  failed: 'Why was it not delivered?',
  superseded: 'Why was it not delivered?',
  canceled: 'Why was it not delivered?',
  success: 'Delivered',
} as const

const tones = {
  pending: 'note',
  failed: 'bad',
  superseded: 'note',
  canceled: 'note',
  success: 'good',
} as const

export function DeliveryStory({ delivery, attempts, hasEndpointLink = true }: Props) {
  const { communityId } = useCommunityParams()
  const { status } = delivery
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <DeliveryStatusMark status={status} />
          {status === 'pending' ? (
            <SkipButton delivery={delivery} />
          ) : (
            delivery.payloadRemoved === null && <ReplayButton delivery={delivery} />
          )}
        </div>
        <Notice tone={tones[status]} title={questions[status]}>
          <p className="[overflow-wrap:anywhere]">{inReadersZone(delivery.explanation)}</p>
        </Notice>
      </div>
      <Section title="Timeline" isFlush>
        <DeliveryTimeline delivery={delivery} attempts={attempts} />
      </Section>
      <DetailsList
        items={[
          {
            name: 'Outgoing webhook',
            value: !hasEndpointLink ? (
              delivery.endpointName
            ) : (
              <Link
                to="/console/$community/endpoints/$endpointId"
                params={{ community: communityId, endpointId: delivery.endpointId }}
                className="text-accent-text underline underline-offset-2"
              >
                {delivery.endpointName}
              </Link>
            ),
          },
          {
            name: 'Event',
            value: <CopyableId id={delivery.eventId} label="Copy the id of the event" isWhole />,
          },
          { name: 'Delivery', value: <CopyableId id={delivery.id} isWhole /> },
        ]}
      />
    </div>
  )
}
