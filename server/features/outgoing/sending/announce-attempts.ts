/**
 * The event `attempt.finished`: told in the transaction that ends the attempt, to the feature that asked for it when it
 * published what is delivered, and never outside.
 */

import type { DeliveryStatus } from '../../../../contracts/deliveries.ts'
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import type { AttemptRow } from './finish.store.ts'

export interface FinishedFacts {
  eventId: string
  outcome: AttemptOutcome
  deliveryStatus: DeliveryStatus
}

export function finishedEvent(attempt: AttemptRow, facts: FinishedFacts): NewEvent<'attempt.finished'> {
  const { communityId, id, deliveryId, endpointId, number, status } = attempt
  return {
    communityId,
    type: 'attempt.finished',
    subjectId: deliveryId,
    payload: { deliveryId, endpointId, number, status, ...facts },
    actor: { kind: 'system', id: null, label: 'Guildhall' },
    cause: { kind: 'attempt', id },
  }
}
