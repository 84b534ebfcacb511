/** The audit log: what staff and keys changed, when, and for which reason. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { ActorView, CommunityParams, Id, nullable, pageOf, pageQuery, Time } from './values.ts'

export const AuditEntry = Type.Object(
  {
    id: Id,
    at: Time,
    actor: ActorView,
    action: Type.String({ maxLength: 60, description: 'e.g. `incoming_webhook.created`' }),
    subject: Type.Object(
      { kind: Type.String({ maxLength: 40 }), id: nullable(Id), label: Type.String({ maxLength: 200 }) },
      { additionalProperties: false },
    ),
    changes: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
    reason: nullable(
      Type.String({ maxLength: 500, description: 'From the `X-Audit-Reason` header, read as UTF-8' }),
    ),
  },
  { additionalProperties: false },
)
export type AuditEntry = Static<typeof AuditEntry>

export const auditEndpoints = [
  endpoint({
    name: 'listAuditEntries',
    method: 'GET',
    path: '/api/communities/{communityId}/audit-entries',
    summary: 'List what staff and keys changed, newest first',
    access: needs('view_audit'),
    params: CommunityParams,
    query: Type.Object({ ...pageQuery }, { additionalProperties: false }),
    answers: { 200: pageOf(AuditEntry) },
    refusals: ['cursor_invalid'],
  }),
] as const
