/** Keeps what an address answered, in one transaction: the copy, the picture, what members see, and the event. */
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { recordedActor, systemActor } from '../../actor.ts'
import { lockApp, updateAppPicture } from '../apps/apps.store.ts'
import { findItem, lockItem } from '../catalog/items.store.ts'
import { publicItem } from '../catalog/items.views.ts'
import { insertImage, releaseImage } from '../images/images.store.ts'
import { endOf } from './end-fetch.rules.ts'
import type { FetchRow } from './fetch.ts'
import type { FetchedSubject } from './fetch-subject.ts'
import { type ClaimedFetch, endFetch, type FetchEnd, lockFetch } from './fetches.store.ts'
import { digestOf, isSameDigest } from './looks.rules.ts'
import type { LooksListeners } from './looks-listeners.ts'
import { renewLooks } from './renew-looks.ts'

type KeepContext = Pick<Context, 'ids' | 'events' | 'inTransaction'>

export async function keepFetched(
  ctx: KeepContext,
  listeners: Pick<LooksListeners, 'tell'>,
  claimed: ClaimedFetch,
  fetched: FetchedSubject,
): Promise<void> {
  const { community_id: communityId, subject_id: subjectId } = claimed
  await ctx.inTransaction(async (tx) => {
    // The item or the app before what was fetched of it: the order in which they are changed by hand.
    const end = endOf(claimed, fetched, await decisionTime(tx))
    const isOther = isOtherLook(claimed, end)
    const item =
      claimed.kind === 'item' && isOther ? await lockItem(tx, { communityId, itemId: subjectId }) : undefined
    const app = claimed.kind === 'app' ? await lockApp(tx, { communityId, appId: subjectId }) : undefined
    // An app that was archived, or has another picture by now: its row is gone, or was wanted anew.
    if (!(await lockFetch(tx, { communityId, subjectId }))) return
    if (fetched.picture.kind === 'image') await insertImage(tx, communityId, fetched.picture.image)
    await endFetch(tx, { communityId, subjectId }, claimed.due_at, end)
    if (app) await showPicture(tx, { communityId, appId: subjectId }, app, end)
    if (!item) return
    const changed = await renewLooks(tx, listeners, item)
    if (changed.length === 0) return
    const shown = await findItem(tx, { communityId, itemId: subjectId })
    const actor = systemActor('Metadata', ctx.ids.next())
    await ctx.events.publish(tx, {
      ...{ communityId, type: 'item.metadata_changed', subjectId },
      payload: { item: publicItem(shown ?? item), changed, reason: null },
      ...{ actor: recordedActor(actor), cause: { kind: 'request', id: actor.requestId } },
    })
  })
}

/** Where nothing is, the item is not locked, for whose lock all trade in it waits. */
function isOtherLook(before: FetchRow, { metadata, image }: FetchEnd): boolean {
  return (
    JSON.stringify(before.metadata) !== JSON.stringify(metadata) ||
    before.image_source !== image.source ||
    !isSameDigest(before.image_digest, image.digest)
  )
}

async function showPicture(
  tx: Transaction,
  address: { communityId: string; appId: string },
  app: { image_url: string | null; image_digest: Buffer | null },
  { image }: FetchEnd,
): Promise<void> {
  const digest = digestOf(app.image_url, image)
  if (isSameDigest(app.image_digest, digest)) return
  await updateAppPicture(tx, address, digest)
  if (app.image_digest !== null) await releaseImage(tx, address.communityId, app.image_digest)
}
