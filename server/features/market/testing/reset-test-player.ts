/** Takes back what a test player has put up for sale and out of the game, and then all else that is its. */
import { openListingsMax } from '../../../../contracts/listings.ts'
import { openMintOrdersMax } from '../../../../contracts/mint-orders.ts'
import type { TestReset } from '../../../../contracts/test-players.ts'
import type { Context } from '../../../context.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { TestFlows } from '../../items/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { endListings } from '../listings/end-listings.ts'
import { lockListing } from '../listings/listings.store.ts'
import { listShownListings } from '../listings/shown.store.ts'
import { answerMint } from '../mint/answer-mint.ts'
import { listMintOrderRows } from '../mint/list-mints.store.ts'

const reason = 'The test player was reset'

export async function resetTestPlayer(
  ctx: Context,
  awaited: AwaitedEvents,
  flows: TestFlows,
  actor: Actor,
  app: { communityId: string; appId: string },
): Promise<TestReset> {
  const { communityId, appId } = app
  const player = await flows.actorOf(ctx, actor, app)
  const mints = await listMintOrderRows(
    ctx.db,
    communityId,
    { states: ['requested', 'overdue'], appId, memberId: player.memberId },
    { after: null, take: openMintOrdersMax },
  )
  for (const { id: mintOrderId } of mints) {
    await answerMint(ctx, awaited, player, { communityId, mintOrderId }, 'rejected', reason)
  }
  const listings = await listShownListings(
    ctx.db,
    communityId,
    { sellerId: player.memberId, states: ['active', 'partly_filled'] },
    { after: null, take: openListingsMax },
  )
  for (const { id: listingId } of listings) await endListing(ctx, player, { communityId, listingId })
  const emptied = await flows.empty(ctx, player, app)
  return { ...emptied, endedCount: emptied.endedCount + mints.length + listings.length }
}

async function endListing(
  ctx: Context,
  actor: Actor,
  address: { communityId: string; listingId: string },
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const listing = await lockListing(tx, address)
    if (!listing || listing.remaining === 0) return
    // A request ends several of them, and one cause posts once.
    const cause = { kind: 'request' as const, id: ctx.ids.next() }
    await endListings(tx, ctx, recordedActor(actor), [listing], () => ({ state: 'canceled', reason, cause }))
  })
}
