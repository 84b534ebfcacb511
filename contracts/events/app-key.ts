/** Events of the keys of apps; the keys themselves are told nowhere. */
import Type from 'typebox'
import { Id, nullable, Time } from '../values.ts'
import { event, exampleId } from './event-type.ts'

const payload = {
  appId: Id,
  keyId: Id,
  masked: Type.String({ maxLength: 60 }),
  endsAt: nullable(Time),
}

export const appKeyCreated = event('app_key.created', 'A key of an app was generated', payload, {
  appId: exampleId,
  keyId: exampleId,
  masked: 'gha_x7Qm…v2Kd',
  endsAt: null,
})

export const appKeyEnded = event(
  'app_key.ended',
  'The end of a key of an app was set: at once, or when the overlap is over',
  payload,
  {
    appId: exampleId,
    keyId: exampleId,
    masked: 'gha_x7Qm…v2Kd',
    endsAt: '2026-11-25T12:00:00.000Z',
  },
)
