/** Creates an endpoint with its first signing secret, which is answered this once. */
import type { Condition } from '../../../../contracts/conditions.ts'
import type { BodyEncryptionInput, EndpointStyle } from '../../../../contracts/endpoint-wire.ts'
import { endpointCountMax, inFlightDefault } from '../../../../contracts/outgoing.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { askOwnership } from '../ownership/ask-ownership.ts'
import { refuseTakenName } from './change-endpoint.ts'
import { checkSettings } from './check-settings.ts'
import { nameKey } from './endpoint.ts'
import { type EndpointSecrets, type HeaderLine, newSecret } from './endpoint-secrets.ts'
import { countEndpoints, findEndpoint, insertEndpoint } from './endpoints.store.ts'
import { readEncryption } from './read-encryption.ts'
import { insertSecret } from './secrets.store.ts'
import { viewEndpoints } from './view-endpoints.ts'

export interface NewEndpoint {
  communityId: string
  name: string
  url: string
  eventTypes: readonly string[]
  filter?: readonly Condition[] | undefined
  style?: EndpointStyle | undefined
  headers?: readonly HeaderLine[] | undefined
  schedule?: readonly number[] | null | undefined
  ratePerSecond?: number | null | undefined
  inFlightMax?: number | undefined
  isOrdered?: boolean | undefined
  asksOwnership?: boolean | undefined
  apiKey?: string | null | undefined
  encryption?: BodyEncryptionInput | null | undefined
  /** Its deliveries are fetched, so that its URL is only shown. */
  listens?: boolean | undefined
  /** Of the app whose webhook it is. */
  app?: { appId: string; clientId: string; tellsAliases: boolean } | undefined
}

export async function createEndpoint(
  ctx: Context,
  outbound: Pick<Outbound, 'checkUrl'>,
  secrets: EndpointSecrets,
  actor: Actor,
  input: NewEndpoint,
) {
  const { communityId, url, eventTypes, style = 'standard', listens = false } = input
  checkSettings(outbound, style, { ...input, url: listens ? undefined : url })
  const encryption = await readEncryption(input.encryption ?? null)
  const name = input.name.trim()
  const id = ctx.ids.next()
  const { secret, publicKey } = newSecret('v1')
  return ctx.inTransaction(async (tx) => {
    const isOfApp = input.app !== undefined
    if (!isOfApp && (await countEndpoints(tx, communityId)) >= endpointCountMax) {
      refuse('endpoint_limit_reached', `A community holds at most ${endpointCountMax} endpoints.`)
    }
    await insertEndpoint(tx, {
      communityId,
      id,
      name,
      nameKey: nameKey(name),
      url,
      style,
      eventTypes: [...new Set(eventTypes)],
      filter: input.filter ?? [],
      headers: secrets.sealHeaders(id, input.headers ?? []),
      apiKey: secrets.sealApiKey(id, input.apiKey ?? null),
      encryption: secrets.sealEncryption(id, encryption),
      schedule: input.schedule ?? null,
      ratePerSecond: input.ratePerSecond ?? null,
      inFlightMax: input.inFlightMax ?? inFlightDefault,
      isOrdered: input.isOrdered ?? false,
      ownership: input.asksOwnership ? 'pending' : 'unasked',
      listens,
      app: input.app ?? null,
    }).catch(refuseTakenName)
    const sealed = secrets.sealSecret(id, secret)
    await insertSecret(tx, {
      ...{ communityId, endpointId: id, id: ctx.ids.next() },
      ...{ kind: 'v1', sealed, publicKey },
    })
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'endpoint.created',
      subject: { kind: 'endpoint', id, label: name },
      changes: {
        name,
        url,
        style,
        eventTypes,
        filter: input.filter ?? [],
        encryption: encryption?.mode ?? null,
        listens,
        asksOwnership: input.asksOwnership ?? false,
      },
    })
    const row = await findEndpoint(tx, communityId, id)
    invariant(row, 'an endpoint that was inserted can be read')
    if (row.ownership === 'pending') await askOwnership(tx, ctx, actor, row)
    const [view] = await viewEndpoints(tx, secrets, communityId, [row])
    invariant(view, 'an endpoint that was read can be shown')
    return { ...view, secret }
  })
}
