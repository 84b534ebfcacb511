/** The webhooks of apps as the later feature `items` asks for them: an endpoint each, of the style that games read. */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import { type AppEventType, appEventTypes } from '../../../../contracts/endpoint-wire.ts'
import type { OutgoingEndpoint } from '../../../../contracts/outgoing.ts'
import type { Context } from '../../../context.ts'
import { type Transaction, violatedUnique } from '../../../platform/db/database.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { sendExample, sendTest } from '../deliveries/send-test.ts'
import { createEndpoint } from './create-endpoint.ts'
import { deleteEndpoint } from './delete-endpoint.ts'
import type { EndpointSecrets } from './endpoint-secrets.ts'
import { findEndpointOfApp, updateTellsAliases } from './endpoints.store.ts'
import { updateSettings } from './update-endpoint.ts'
import { viewEndpoints } from './view-endpoints.ts'

export interface AppOfWebhook {
  communityId: string
  appId: string
  clientId: string
}

export interface AppWebhooks {
  find: (
    ctx: Pick<Context, 'db'>,
    app: Omit<AppOfWebhook, 'clientId'>,
  ) => Promise<OutgoingEndpoint | undefined>
  /** Made where there is none yet; its signing secret is answered then, and never again. */
  save: (
    ctx: Context,
    actor: Actor,
    app: AppOfWebhook & { tellsAliases: boolean },
    url: string,
  ) => Promise<string | null>
  /** What is planned from then on names members so. */
  tellAliases: (tx: Transaction, app: Omit<AppOfWebhook, 'clientId'>, tellsAliases: boolean) => Promise<void>
  /** Sends the example of an event, or an empty snapshot; undefined of an app without a webhook. */
  test: (
    ctx: Context,
    actor: Actor,
    app: Omit<AppOfWebhook, 'clientId'>,
    type: AppEventType | undefined,
  ) => Promise<Delivery | undefined>
  /** Nothing more is sent, and what waits is canceled. */
  remove: (ctx: Context, actor: Actor, app: Omit<AppOfWebhook, 'clientId'>) => Promise<void>
}

export function appWebhooks(
  outbound: Pick<Outbound, 'checkUrl'>,
  secrets: EndpointSecrets,
  wake: () => void,
): AppWebhooks {
  return {
    async find({ db }, { communityId, appId }) {
      const row = await findEndpointOfApp(db, communityId, appId)
      return row && (await viewEndpoints(db, secrets, communityId, [row]))[0]
    },
    async save(ctx, actor, { communityId, appId, clientId, tellsAliases }, url) {
      const known = await findEndpointOfApp(ctx.db, communityId, appId)
      if (known) {
        const address = { communityId, endpointId: known.id }
        await updateSettings(ctx, outbound, secrets, actor, address, { url }, undefined)
        return null
      }
      const name = `FINGI webhook of ${clientId}`
      const settings = {
        style: 'fingi' as const,
        eventTypes: [...appEventTypes],
        app: { appId, clientId, tellsAliases },
      }
      const made = await createEndpoint(ctx, outbound, secrets, actor, {
        communityId,
        name,
        url,
        ...settings,
      }).catch(refuseSavedTwice)
      return made.secret
    },
    tellAliases: (tx, { communityId, appId }, tellsAliases) =>
      updateTellsAliases(tx, communityId, appId, tellsAliases),
    async test(ctx, actor, { communityId, appId }, type) {
      const known = await findEndpointOfApp(ctx.db, communityId, appId)
      if (!known) return undefined
      const address = { communityId, endpointId: known.id }
      const sent =
        type === undefined
          ? await sendTest(ctx, actor, address)
          : await sendExample(ctx, actor, address, type)
      wake()
      return sent
    },
    async remove(ctx, actor, { communityId, appId }) {
      const known = await findEndpointOfApp(ctx.db, communityId, appId)
      if (!known) return
      await deleteEndpoint(ctx, secrets, actor, { communityId, endpointId: known.id })
      wake()
    },
  }
}

function refuseSavedTwice(error: unknown): never {
  if (violatedUnique(error) === 'outgoing_endpoints_app') {
    refuse('revision_mismatch', 'Somebody saved it just now. Read it again.')
  }
  throw error
}
