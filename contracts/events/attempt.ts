/** Events of attempts to deliver. */
import Type from 'typebox'
import { deliveryStatuses } from '../deliveries.ts'
import { amountMax, Id, nullable, oneOf } from '../values.ts'
import { event, exampleId, notSubscribable } from './event-type.ts'

/**
 * What an attempt came to: taken; not wanted for good; turned away for now; never sent; or nobody knows, and the
 * receiver may have acted.
 */
export const attemptOutcomes = ['accepted', 'declined', 'turned_away', 'unsent', 'unknown'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

// No endpoint can choose it: sending it would be an attempt that has to be told of in turn, without end.
export const attemptFinished = notSubscribable(
  event(
    'attempt.finished',
    'An attempt to deliver an event ended; told inside the server only, to who asked for it',
    {
      deliveryId: Id,
      endpointId: Id,
      eventId: Id,
      number: Type.Integer({ minimum: 1, maximum: amountMax }),
      outcome: oneOf(attemptOutcomes),
      status: nullable(Type.Integer({ minimum: 100, maximum: 999 })),
      deliveryStatus: oneOf(deliveryStatuses),
    },
    {
      deliveryId: exampleId,
      endpointId: exampleId,
      eventId: exampleId,
      number: 1,
      outcome: 'accepted',
      status: 204,
      deliveryStatus: 'success',
    },
  ),
)
