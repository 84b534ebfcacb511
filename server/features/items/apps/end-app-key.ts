/** Ends a key of an app; it is refused from the next request on. */
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { announceKey } from './announce-key.ts'
import type { AppAddress } from './app.ts'
import { updateAppKeyEnd } from './app-keys.store.ts'
import { lockApp } from './apps.store.ts'

export async function endAppKey(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  { keyId, ...address }: AppAddress & { keyId: string },
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const app = await lockApp(tx, address)
    const ended = app && (await updateAppKeyEnd(tx, address, keyId, await decisionTime(tx)))
    if (!app || !ended) return refuse('not_found', 'There is no such key.')
    await announceKey(tx, ctx, actor, app, ended, 'app_key.ended')
  })
}
