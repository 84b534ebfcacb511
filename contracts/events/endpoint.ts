/** Events of outgoing endpoints themselves. */
import Type from 'typebox'
import { Id, oneOf } from '../values.ts'
import { event, exampleId, notSubscribable } from './event-type.ts'

const name = Type.String({ maxLength: 80 })

export const endpointTested = notSubscribable(
  event(
    'endpoint.tested',
    'Somebody asked for a test; only that endpoint is sent it',
    { endpointId: Id, endpointName: name, message: Type.String({ maxLength: 200 }) },
    { endpointId: exampleId, endpointName: 'Game server', message: 'This is a test of Guildhall.' },
  ),
)

export const endpointSampled = notSubscribable(
  event(
    'endpoint.sampled',
    'Somebody asked for the example of another event; that endpoint alone is sent it, as that event',
    { endpointId: Id, endpointName: name, type: Type.String({ maxLength: 60 }), data: Type.Unknown() },
    { endpointId: exampleId, endpointName: 'Game server', type: 'field.changed', data: {} },
  ),
)

export const webhookVerification = notSubscribable(
  event(
    'webhook.verification',
    'A receiver is asked to prove that it wants what it is sent: by answering the challenge',
    {
      endpointId: Id,
      endpointName: name,
      url: Type.String({ maxLength: 2048, description: 'Where it was sent' }),
      challenge: Type.String({
        maxLength: 64,
        description: 'To be answered with a 2xx: as the body, or as `challenge` of a JSON object',
      }),
    },
    {
      endpointId: exampleId,
      endpointName: 'Game server',
      url: 'https://game.example/hooks',
      challenge: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ',
    },
  ),
)

export const endpointDisabled = event(
  'endpoint.disabled',
  'An endpoint is sent nothing more until somebody enables it again',
  { endpointId: Id, endpointName: name, reason: oneOf(['gone', 'asked', 'failing']) },
  { endpointId: exampleId, endpointName: 'Game server', reason: 'gone' },
)

export const endpointRecovered = event(
  'endpoint.recovered',
  'An endpoint whose breaker was open answers again',
  { endpointId: Id, endpointName: name },
  { endpointId: exampleId, endpointName: 'Game server' },
)
