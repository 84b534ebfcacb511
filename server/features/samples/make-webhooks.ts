/** Creates the webhooks of the sample with their mappings, and remembers how each is called. */
import type { Context } from '../../context.ts'
import type { IncomingOffer } from '../incoming/index.ts'
import { sampleActor } from './sample-actor.ts'
import { castWebhooks, type WebhookKey, webhookNames } from './story/cast.rules.ts'

export interface SampleWebhook {
  token: string
  apiKey: string | null
}

export type SampleWebhooks = ReadonlyMap<WebhookKey, SampleWebhook>

export async function makeWebhooks(
  ctx: Context,
  incoming: IncomingOffer,
  communityId: string,
): Promise<SampleWebhooks> {
  const made = new Map<WebhookKey, SampleWebhook>()
  for (const key of webhookNames) {
    const { name, hasApiKey, isPaused, mapping } = castWebhooks[key]
    const created = await incoming.createWebhook(ctx, sampleActor(ctx), {
      communityId,
      name,
      apiKey: hasApiKey,
    })
    const address = { communityId, webhookId: created.id }
    if (mapping) await incoming.saveMapping(ctx, sampleActor(ctx), address, mapping)
    if (isPaused) await incoming.pauseWebhook(ctx, sampleActor(ctx), address)
    made.set(key, {
      token: new URL(created.url ?? '').pathname.split('/').at(-1) ?? '',
      apiKey: created.apiKey,
    })
  }
  return made
}
