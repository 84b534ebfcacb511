/** Events of apps: what they say of themselves, and their approval. */
import Type from 'typebox'
import { appPublicParts, appReasonMax } from '../apps.ts'
import { nullable } from '../values.ts'
import { event, exampleId } from './event-type.ts'

const payload = {
  app: Type.Object(appPublicParts, { additionalProperties: false }),
  reason: nullable(Type.String({ maxLength: appReasonMax })),
}

const example = <const State extends 'draft' | 'pending' | 'approved' | 'rejected' | 'suspended'>(
  state: State,
  reason: string | null = null,
) => ({
  app: {
    id: exampleId,
    clientId: '704215',
    title: 'Ember Isles',
    imageUrl: null,
    appUrl: 'https://ember-isles.example',
    description: 'Islands, dragons and trade.',
    isVisible: true,
    state,
  },
  reason,
})

export const appCreated = event('app.created', 'An app was created, as a draft', payload, example('draft'))

export const appUpdated = event(
  'app.updated',
  'What an app says of itself was changed',
  payload,
  example('approved'),
)

export const appSubmitted = event(
  'app.submitted',
  'Somebody asks for the approval of an app',
  payload,
  example('pending'),
)

export const appWithdrawn = event(
  'app.withdrawn',
  'The request for approval was taken back',
  payload,
  example('draft'),
)

export const appApproved = event('app.approved', 'An app was approved', payload, example('approved'))

export const appRejected = event(
  'app.rejected',
  'An app was not approved',
  payload,
  example('rejected', 'The page of the game cannot be opened'),
)

export const appSuspended = event(
  'app.suspended',
  'An approved app may do nothing new for now',
  payload,
  example('suspended', 'Units were issued twice'),
)

export const appResumed = event('app.resumed', 'The suspension of an app ended', payload, example('approved'))

export const appArchived = event(
  'app.archived',
  'An app was archived, and its keys ended',
  payload,
  example('draft'),
)
