/** Endpoints in the shape of the contract, with their secrets (never their texts) and their health. */
import type { EndpointSecret, OutgoingEndpoint } from '../../../../contracts/outgoing.ts'
import { decisionTime, type Queryable } from '../../../platform/db/database.ts'
import { nameBreaker } from '../queue/breaker.rules.ts'
import type { EndpointRow } from './endpoint.ts'
import type { EndpointSecrets } from './endpoint-secrets.ts'
import { type HourRow, type LaneRow, listHours, listLanes } from './endpoints.store.ts'
import { listLivingSecrets, type SecretRow } from './secrets.store.ts'

export async function viewEndpoints(
  db: Queryable,
  secrets: EndpointSecrets,
  communityId: string,
  endpoints: readonly EndpointRow[],
): Promise<OutgoingEndpoint[]> {
  if (endpoints.length === 0) return []
  const ids = endpoints.map(({ id }) => id)
  const living = await listLivingSecrets(db, communityId, ids)
  const lanes = new Map((await listLanes(db, communityId, ids)).map((lane) => [lane.endpoint_id, lane]))
  const hours = await listHours(db, communityId, ids)
  const now = await decisionTime(db)
  return endpoints.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    style: row.style,
    hasApiKey: row.api_key !== null,
    encryption: row.encryption_mode === null ? null : { mode: row.encryption_mode },
    eventTypes: row.event_types,
    filter: row.filter ?? [],
    headers: secrets.openHeaders(row.id, row.headers).map(({ name }) => ({ name })),
    schedule: row.schedule,
    ratePerSecond: row.rate_per_second,
    inFlightMax: row.in_flight_max,
    isOrdered: row.is_ordered,
    ownership: row.ownership,
    ownershipProvedAt: row.ownership_proved_at?.toISOString() ?? null,
    state: stateOf(row),
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    secrets: living.filter((secret) => secret.endpoint_id === row.id).map(viewSecret),
    health: viewHealth(
      lanes.get(row.id),
      hours.filter((hour) => hour.endpoint_id === row.id),
      now,
    ),
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }))
}

type Standing = Pick<EndpointRow, 'disabled_at' | 'paused_at' | 'listened_at'>

export function stateOf(row: Standing): OutgoingEndpoint['state'] {
  if (row.disabled_at) return 'disabled'
  if (row.paused_at) return 'paused'
  return row.listened_at ? 'listening' : 'active'
}

/** Whether what is planned for it goes out, sent or fetched. */
export function takesDeliveries(row: Standing): boolean {
  return row.disabled_at === null && row.paused_at === null
}

export function viewSecret(row: SecretRow): EndpointSecret {
  return {
    id: row.id,
    kind: row.kind,
    publicKey: row.public_key,
    createdAt: row.created_at.toISOString(),
    validUntil: row.valid_until?.toISOString() ?? null,
  }
}

function viewHealth(
  lane: LaneRow | undefined,
  hours: readonly HourRow[],
  now: Date,
): OutgoingEndpoint['health'] {
  return {
    backlog: lane?.backlog ?? 0,
    breaker: nameBreaker({ openUntil: lane?.open_until ?? null }, now),
    breakerUntil: lane?.open_until?.toISOString() ?? null,
    nextAttemptAt: lane?.next_attempt_at?.toISOString() ?? null,
    lastSuccessAt: lane?.last_success_at?.toISOString() ?? null,
    failingSince: lane?.failing_since?.toISOString() ?? null,
    hours: hours
      .slice(-24)
      .map(({ hour, success, failed }) => ({ hour: hour.toISOString(), success, failed })),
  }
}
