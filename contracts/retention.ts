/** Retention: how long what incoming webhooks received is kept, for the whole installation. */
import Type, { type Static } from 'typebox'
import { endpoint, installationOwnerAccess } from './endpoint.ts'
import { ActorView, nullable, Time } from './values.ts'

export const retentionDaysMax = 3650

/** In force until the owner of the installation sets something else. */
export const retentionDefault = { bodyDays: 30, metadataDays: 90 } as const

const RetentionSettings = {
  bodyDays: Type.Integer({
    minimum: 1,
    maximum: retentionDaysMax,
    description: 'After so many days the body and the headers of a receipt are removed',
  }),
  metadataDays: Type.Integer({
    minimum: 1,
    maximum: retentionDaysMax,
    description: 'After so many days the rest of a receipt is removed; at least `bodyDays`',
  }),
}

export const Retention = Type.Object(
  {
    ...RetentionSettings,
    revision: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    changedAt: nullable(Time),
    changedBy: nullable(ActorView),
  },
  { additionalProperties: false },
)
export type Retention = Static<typeof Retention>

export const retentionEndpoints = [
  endpoint({
    name: 'getRetention',
    method: 'GET',
    path: '/api/installation/retention',
    summary: 'How long bodies and metadata of receipts are kept',
    description:
      'What receipts changed is never removed: transfers, field histories and the audit log stay. The last 20 requests of each webhook are kept whatever their age. Attempts of outgoing webhooks go by `bodyDays` and deliveries by `metadataDays`, by whole months.',
    access: installationOwnerAccess,
    answers: { 200: Retention },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'setRetention',
    method: 'PUT',
    path: '/api/installation/retention',
    summary: 'Set how long bodies and metadata of receipts are kept',
    description: 'From the next night on. What was removed does not come back.',
    access: installationOwnerAccess,
    body: Type.Object(RetentionSettings, { additionalProperties: false }),
    answers: { 200: Retention },
    refusals: ['revision_mismatch'],
    revisioned: true,
  }),
] as const
