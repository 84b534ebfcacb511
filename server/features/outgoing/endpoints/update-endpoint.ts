/** Changes settings of an endpoint; what waits is sent as it is then. */
import type { Condition } from '../../../../contracts/conditions.ts'
import type { BodyEncryptionInput } from '../../../../contracts/endpoint-wire.ts'
import type { Context } from '../../../context.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { askOwnership } from '../ownership/ask-ownership.ts'
import { changeEndpoint } from './change-endpoint.ts'
import { checkSettings } from './check-settings.ts'
import { type EndpointAddress, type EndpointRow, nameKey } from './endpoint.ts'
import type { EndpointSecrets, HeaderLine } from './endpoint-secrets.ts'
import type { EndpointChange } from './endpoints.store.ts'
import { readEncryption } from './read-encryption.ts'
import { takesDeliveries } from './view-endpoints.ts'

export interface EndpointUpdate {
  name?: string | undefined
  url?: string | undefined
  eventTypes?: readonly string[] | undefined
  filter?: readonly Condition[] | undefined
  headers?: readonly HeaderLine[] | undefined
  schedule?: readonly number[] | null | undefined
  ratePerSecond?: number | null | undefined
  inFlightMax?: number | undefined
  isOrdered?: boolean | undefined
  asksOwnership?: boolean | undefined
  apiKey?: string | null | undefined
  encryption?: BodyEncryptionInput | null | undefined
}

export async function updateSettings(
  ctx: Context,
  outbound: Pick<Outbound, 'checkUrl'>,
  secrets: EndpointSecrets,
  actor: Actor,
  address: EndpointAddress,
  update: EndpointUpdate,
  ifMatch: number | undefined,
) {
  const encryption = update.encryption ? await readEncryption(update.encryption) : update.encryption
  return changeEndpoint(ctx, secrets, actor, address, ifMatch, async (_tx, endpoint) => {
    checkSettings(outbound, endpoint.style, update)
    if (endpoint.style === 'fingi' && encryption) {
      refuse('encryption_not_usable', 'The webhook of an app is sent as games read it.')
    }
    const {
      headers,
      name: asked,
      eventTypes,
      apiKey,
      encryption: _asked,
      asksOwnership: _asks,
      ...plain
    } = update
    const ownership = ownershipAfter(endpoint, update)
    const name = asked?.trim()
    const change: EndpointChange = {
      ...present(plain),
      ...(name === undefined ? {} : { name: { name, nameKey: nameKey(name) } }),
      ...(eventTypes === undefined ? {} : { eventTypes: [...new Set(eventTypes)] }),
      ...(headers === undefined ? {} : { headers: { sealed: secrets.sealHeaders(endpoint.id, headers) } }),
      ...(apiKey === undefined ? {} : { apiKey: { sealed: secrets.sealApiKey(endpoint.id, apiKey) } }),
      ...(ownership === undefined ? {} : { ownership }),
      ...(encryption === undefined ? {} : { encryption: secrets.sealEncryption(endpoint.id, encryption) }),
    }
    return {
      ...{ change, action: 'endpoint.updated', changes: auditOf(endpoint, update) },
      async andThen(tx, changed) {
        if (ownership === 'pending' && takesDeliveries(changed)) await askOwnership(tx, ctx, actor, changed)
      },
    }
  })
}

/** Whoever proved it of one address has to prove it of another. Undefined when nothing changes. */
function ownershipAfter(
  { ownership, url }: EndpointRow,
  update: EndpointUpdate,
): 'unasked' | 'pending' | undefined {
  const isAsked = update.asksOwnership ?? ownership !== 'unasked'
  if (!isAsked) return ownership === 'unasked' ? undefined : 'unasked'
  const hasMoved = update.url !== undefined && update.url !== url
  return ownership === 'unasked' || hasMoved ? 'pending' : undefined
}

/** Without the members that were left out. */
function present<Value extends object>(value: Value) {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Name in keyof Value]?: Exclude<Value[Name], undefined>
  }
}

/** Of what is secret only the names are written down, or that it is there. */
function auditOf(
  endpoint: EndpointRow,
  { headers, apiKey, encryption, ...update }: EndpointUpdate,
): Record<string, unknown> {
  const before: Record<keyof typeof update, unknown> = {
    name: endpoint.name,
    url: endpoint.url,
    eventTypes: endpoint.event_types,
    filter: endpoint.filter ?? [],
    schedule: endpoint.schedule,
    ratePerSecond: endpoint.rate_per_second,
    inFlightMax: endpoint.in_flight_max,
    isOrdered: endpoint.is_ordered,
    asksOwnership: endpoint.ownership !== 'unasked',
  }
  const changes = Object.entries(present(update)).map(([name, after]) => [
    name,
    { before: before[name as keyof typeof update], after },
  ])
  return {
    ...Object.fromEntries(changes),
    ...(headers === undefined ? {} : { headers: headers.map(({ name }) => name) }),
    ...(apiKey === undefined ? {} : { hasApiKey: apiKey !== null }),
    ...(encryption === undefined
      ? {}
      : { encryption: { before: endpoint.encryption_mode, after: encryption?.mode ?? null } }),
  }
}
