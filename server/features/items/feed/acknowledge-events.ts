/** Moves the bookmark of a feed. It says what was read, and nothing of what was done with it. */
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { AppAddress } from '../apps/app.ts'
import { findApp } from '../apps/apps.store.ts'
import { findFeed, insertFeed, updateBookmark } from './feeds.store.ts'
import { getPosition } from './read-feed.ts'

/** Answers the bookmark: one that was further stays. */
export async function acknowledgeEvents(
  ctx: Pick<Context, 'db' | 'inTransaction'>,
  address: AppAddress,
  upTo: string,
): Promise<string> {
  if (!(await findApp(ctx.db, address))) return refuse('not_found', 'There is no such app.')
  const place = await getPosition(ctx, address.communityId, upTo)
  return ctx.inTransaction(async (tx) => {
    await insertFeed(tx, address)
    await updateBookmark(tx, address, upTo, place)
    return (await findFeed(tx, address))?.acknowledged_id ?? upTo
  })
}
