/** Items: the games of a community, what of them members hold, and how it moves. */
import { closedOrdersMax, type UnitPosting } from '../../../contracts/postings.ts'
import { reconciliationKeptDays } from '../../../contracts/reconciliations.ts'
import { access } from '../access/index.ts'
import type { Actor } from '../actor.ts'
import type { Feature } from '../feature.ts'
import { outgoing } from '../outgoing/index.ts'
import { createAppKeySecrets, sealedAppKeys } from './apps/app-key-secrets.ts'
import { startAppKeyUse } from './apps/app-key-use.ts'
import { appKeyRoutes } from './apps/app-keys.routes.ts'
import { findNewestAppKey } from './apps/app-keys.store.ts'
import { appRoutes } from './apps/apps.routes.ts'
import { readFaceSettings } from './apps/read-face-settings.ts'
import { catalogRoutes } from './catalog/catalog.routes.ts'
import { findByUris } from './catalog/find-by-uris.ts'
import { type FaceFeed, faceFeed } from './feed/face-feed.ts'
import { feedRoutes } from './feed/feed.routes.ts'
import { createFeedReaders, type FeedListener } from './feed/feed-readers.ts'
import { closeGifts } from './gifts/close-gifts.ts'
import { giftRoutes } from './gifts/gifts.routes.ts'
import { startGiftsWorker } from './gifts/gifts-worker.ts'
import { sweepGifts } from './gifts/sweep-gifts.ts'
import { deleteUnusedImages } from './images/delete-unused-images.ts'
import { imageRoutes } from './images/images.routes.ts'
import { createImageMaker } from './images/make-image.ts'
import { type FindHolder, holderFinder } from './inventory/find-holder.ts'
import { findMemberByEmail } from './inventory/find-member-by-email.ts'
import { inventoryRoutes } from './inventory/inventory.routes.ts'
import { readCounts, readSequence } from './inventory/read-counts.ts'
import { closeMerges } from './merges/close-merges.ts'
import { type FaceMerges, faceMerges } from './merges/face-merges.ts'
import { mergeRoutes } from './merges/merges.routes.ts'
import { findSentMerges } from './merges/merges-sent.ts'
import { startMergesWorker } from './merges/merges-worker.ts'
import { sendOpenMerges } from './merges/send-open-merges.ts'
import { createLooksListeners, type LooksListener } from './metadata/looks-listeners.ts'
import { metadataRoutes } from './metadata/metadata.routes.ts'
import { startMetadata } from './metadata/start-metadata.ts'
import { readActiveTime, revokeByUri } from './periods/face-periods.ts'
import { startPeriodWorker } from './periods/period-worker.ts'
import { periodRoutes } from './periods/periods.routes.ts'
import { sweepPeriods } from './periods/sweep-periods.ts'
import { createOrderClosers, type FindClosings } from './postings/order-closers.ts'
import { type PostingContext, postUnits } from './postings/post-units.ts'
import type { UnitOrder } from './postings/posting.ts'
import { postingRoutes } from './postings/postings.routes.ts'
import { startTradeHoldsWorker } from './postings/trade-holds-worker.ts'
import { reconcile } from './reconciliations/reconcile.ts'
import { reconciliationRoutes } from './reconciliations/reconciliations.routes.ts'
import { deleteOldRuns } from './reconciliations/reconciliations.store.ts'
import { type TestFlows, testFlows } from './testing/test-flows.ts'
import { testingRoutes } from './testing/testing.routes.ts'

export { requireOwnApp } from './apps/app-reach.ts'
export { readFaceSettings } from './apps/read-face-settings.ts'
export { shownTierUri } from './catalog/item-uri.rules.ts'
export type { FeedListener } from './feed/feed-readers.ts'
export { pathIf } from './images/image-path.rules.ts'
export { findMember } from './inventory/members.store.ts'
export { findWebhookId } from './inventory/snapshots.store.ts'
export { readToldEmails } from './inventory/told-emails.ts'
export type { FaceMerge } from './merges/face-merges.ts'
export { readToldAttempts } from './merges/told-attempts.ts'
export { isSameDigest } from './metadata/looks.rules.ts'
export {
  type CounterAddress,
  listSequences,
  listSequencesOf,
  lockCounters,
  nextSequences,
  saveCounters,
} from './postings/inventories.store.ts'
export type { FindClosings, OrderClosing } from './postings/order-closers.ts'
export type { ToldChange } from './postings/posting.ts'
export { spendTradeHeld, tradeHoldUntil } from './postings/trade-holds.rules.ts'
export {
  insertTradeHold,
  insertTradeHolds,
  listTradeHolds,
  updateTradeHold,
} from './postings/trade-holds.store.ts'
export { itemsChecks } from './proof/items-checks.ts'
export {
  type ItemsSettings,
  startingItemsSettings,
  upsertItemsSettings,
} from './settings/items-settings.store.ts'
export type { TestFlows } from './testing/test-flows.ts'
export {
  changeOf,
  type MovedUnits,
  recordChanges,
  recordChangesOf,
  shownUriOf,
} from './trading/record-changes.ts'
export type { TradedTier } from './trading/traded-tier.ts'
export { listTraded, lockTraded, shareTraded, shareTradedOf } from './trading/trading.store.ts'

/** What the faces of games are offered; actions take the context of the request. */
export interface ItemsOffer {
  findMemberByEmail: typeof findMemberByEmail
  /** A member by e-mail, with how often what they have available in the app has changed. */
  findHolder: FindHolder
  /** The change counter of a member in an app: 0 before the first change. */
  readSequence: typeof readSequence
  readCounts: typeof readCounts
  findByUris: typeof findByUris
  postUnits: (ctx: PostingContext, actor: Actor, order: UnitOrder) => Promise<UnitPosting>
  /** Asked for the orders of another feature that are closed before units are taken. */
  plugClosings: (find: FindClosings) => void
  feed: FaceFeed
  /** Told what each game has read of its feed, before it is answered. */
  onFeedRead: (listener: FeedListener) => void
  /** Told when members see an item differently, in the transaction of the change. */
  onLooksChanged: (listener: LooksListener) => void
  /** Settles once nothing of what addresses say is to be fetched. */
  drainMetadata: () => Promise<void>
  reconcile: typeof reconcile
  readFaceSettings: typeof readFaceSettings
  merges: FaceMerges
  /** Settles once everything told of attempts has been heard, and no merge is overdue. */
  drainMerges: () => Promise<void>
  readActiveTime: typeof readActiveTime
  revokeByUri: typeof revokeByUri
  /** Tells of active time that is over or soon will be, now; answers of how much. */
  sweepPeriods: () => Promise<number>
  /** Settles once no gift is left that nobody can answer any more. */
  drainGifts: () => Promise<void>
  /** Settles once everything is told of trade holds that are over. */
  drainTradeHolds: () => Promise<void>
  /** Ends one batch of gifts that nobody can answer any more; answers how many. */
  endDueGifts: () => Promise<number>
  /** What is tried as the test player of an app; the market adds its own. */
  tests: TestFlows
}

export const items: Feature<ItemsOffer> = {
  name: 'items',
  sealed: [sealedAppKeys],
  async start(ctx, started) {
    const keySecrets = createAppKeySecrets(ctx.config)
    const keyUse = startAppKeyUse(ctx)
    started.of(access).useAppKeys(keyUse)
    const { appWebhooks, awaitedEvents, plugStillWanted } = started.of(outgoing)
    plugStillWanted('merge.requested', findSentMerges)
    const closers = createOrderClosers([closeGifts, closeMerges(awaitedEvents)], closedOrdersMax)
    const merges = startMergesWorker(ctx, awaitedEvents)
    const gifts = startGiftsWorker(ctx)
    started.of(outgoing).useAppKeys(async (db, app) => {
      const key = await findNewestAppKey(db, app)
      return key && keySecrets.openKey(key.id, key.sealed)
    })
    const periods = startPeriodWorker(ctx)
    const tradeHolds = startTradeHoldsWorker(ctx)
    const images = createImageMaker()
    const looks = createLooksListeners()
    const metadata = startMetadata(ctx, images, looks)
    const stopping = new AbortController()
    const feedParts = { stopping: stopping.signal, readers: createFeedReaders() }
    return {
      routes: [
        ...appRoutes({
          webhooks: appWebhooks,
          wakeFetches: metadata.wake,
          connected: (requestCtx, app, webhook) => sendOpenMerges(requestCtx, awaitedEvents, app, webhook),
        }),
        ...appKeyRoutes(keySecrets),
        ...catalogRoutes(looks, metadata),
        ...metadataRoutes(metadata.wake),
        ...imageRoutes(images),
        ...postingRoutes(closers),
        ...inventoryRoutes,
        ...mergeRoutes(awaitedEvents, started.of(access).mail),
        ...giftRoutes,
        ...periodRoutes,
        ...feedRoutes(feedParts),
        ...reconciliationRoutes,
        ...testingRoutes(appWebhooks),
      ],
      jobs: [
        {
          name: 'items.delete_old_reconciliations',
          calendar: '23 3 * * *',
          run: () => ctx.inTransaction((tx) => deleteOldRuns(tx, reconciliationKeptDays)),
        },
        { name: 'items.delete_unused_images', calendar: '43 3 * * *', run: () => deleteUnusedImages(ctx) },
      ],
      offer: {
        ...{
          findHolder: holderFinder(ctx.db),
          findMemberByEmail,
          readSequence,
          readCounts,
          findByUris,
          readFaceSettings,
        },
        postUnits: (requestCtx, actor, order) => postUnits(requestCtx, closers, actor, order),
        plugClosings: closers.plug,
        onFeedRead: feedParts.readers.add,
        ...{ onLooksChanged: looks.add, drainMetadata: metadata.drain },
        feed: faceFeed(feedParts),
        reconcile,
        ...{ readActiveTime, revokeByUri, sweepPeriods: () => sweepPeriods(ctx) },
        ...{ merges: faceMerges(awaitedEvents), drainMerges: merges.drain, drainGifts: gifts.drain },
        drainTradeHolds: tradeHolds.drain,
        endDueGifts: () => sweepGifts(ctx),
        tests: testFlows(awaitedEvents, closers, started.of(access).mail),
      },
      endWaits: () => stopping.abort(),
      async stop() {
        await metadata.stop()
        await merges.stop()
        await gifts.stop()
        await periods.stop()
        await tradeHolds.stop()
        await keyUse.settled()
      },
    }
  },
}
