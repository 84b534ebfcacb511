/** What of items is tried as the test player: the very actions of members, with an item of its app. */
import type { Context } from '../../../context.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { findItem } from '../catalog/items.store.ts'
import { requestMerge } from '../merges/request-merge.ts'
import { activateItem } from '../periods/activate-item.ts'
import type { OrderClosers } from '../postings/order-closers.ts'
import { postUnits } from '../postings/post-units.ts'
import { resolveOperations } from '../postings/resolve-operations.ts'
import { emptyTestPlayer } from './empty-test-player.ts'
import { asTestPlayer } from './test-player.ts'

export interface TestedItem {
  itemId: string
  tier?: string | undefined
  quantity: number
}

type TestingActor = Actor & { memberId: string }

export interface TestFlows {
  /** The actor as the test player of the app, whose item it has to be if one is named. */
  actorOf: (ctx: Pick<Context, 'db'>, actor: Actor, app: AppAddress, itemId?: string) => Promise<TestingActor>
  grant: (ctx: Context, player: TestingActor, app: AppAddress, item: TestedItem) => Promise<{ id: string }>
  merge: (ctx: Context, player: TestingActor, app: AppAddress, item: TestedItem) => Promise<{ id: string }>
  activate: (ctx: Context, player: TestingActor, app: AppAddress, item: TestedItem) => Promise<{ id: string }>
  empty: (
    ctx: Context,
    player: TestingActor,
    app: AppAddress,
  ) => Promise<{ endedCount: number; unitCount: number }>
}

export const testFlows = (
  awaited: AwaitedEvents,
  closers: OrderClosers,
  mail: Pick<Mail, 'send'>,
): TestFlows => ({
  async actorOf(ctx, actor, app, itemId) {
    const player = await asTestPlayer(ctx, actor, app)
    if (itemId === undefined) return player
    const item = await findItem(ctx.db, { communityId: app.communityId, itemId })
    if (item?.app_id !== app.appId) refuse('unknown_item', 'It names no item of this app.')
    return player
  },
  async grant(ctx, player, app, { itemId, tier, quantity }) {
    const operation = { op: 'grant' as const, memberId: player.memberId, itemId, quantity }
    const operations = await resolveOperations(ctx.db, app, [
      { ...operation, ...(tier === undefined ? {} : { tier }) },
    ])
    const order = { ...app, operations, reason: 'A test', reference: null, tags: [], isDryRun: false }
    return postUnits(ctx, closers, player, order)
  },
  merge: (ctx, player, { communityId }, { itemId, quantity }) =>
    requestMerge(ctx, mail, player, { communityId, itemId }, quantity),
  activate: (ctx, player, { communityId }, { itemId, tier, quantity }) =>
    activateItem(ctx, player, { communityId, itemId }, { tier, units: quantity }),
  empty: (ctx, player, app) => emptyTestPlayer(ctx, { awaited, closers }, player, app),
})
