/** Every action that moves units or coins of a market, ended at each of its statements: it happened, or it did not. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { EndpointName } from '../../contracts/index.ts'
import { sweepGifts } from '../../server/features/items/gifts/sweep-gifts.ts'
import { items } from '../../server/features/items/index.ts'
import { sweepMerges } from '../../server/features/items/merges/sweep-merges.ts'
import { endDue } from '../../server/features/market/endings/end-orders.ts'
import { market } from '../../server/features/market/index.ts'
import { sweepMints } from '../../server/features/market/mint/sweep-mints.ts'
import { outgoing } from '../../server/features/outgoing/index.ts'
import type { Caller } from '../world/caller.ts'
import { checkEvents } from '../world/check-events.ts'
import type { CallInput } from '../world/contract-types.ts'
import { type Cutter, type IsFirst, startCutter } from '../world/cut-connections.ts'
import { readEconomyRows } from '../world/economy-rows.ts'
import { callingApp, liveItem } from '../world/game.ts'
import { booster } from '../world/item-inputs.ts'
import { giveCoins, marketSettings } from '../world/market-inputs.ts'
import { patienceMs, sizeOf } from '../world/sizes.ts'
import { openTrade, type Trader } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

/** On every run each fifth statement of an action, others of the next one. */
const stride = sizeOf({ usual: 5, full: 1 })

let world: World
let owner: Caller
let cutter: Cutter
let giver: Trader
let taker: Trader
let appId: string
let sword: string
let ore: string
let boost: string

beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  const trade = openTrade(world)
  giver = await trade.trader({ coins: 10_000 })
  taker = await trade.trader({ coins: 10_000 })
  appId = (await callingApp(world)).appId
  await owner.call('saveAppWebhook', { params: { appId }, body: { settings: { confirmMode: 'explicit' } } })
  const tradeHoldS = { grant: 3600, purchase: 3600, gift: 3600 }
  sword = (await liveItem(world, appId, { maxPerMember: 1000, tradeHoldS })).itemId
  ore = (await liveItem(world, appId, { kind: 'mergeable', supplyCap: 10_000 })).itemId
  boost = (
    await liveItem(
      world,
      appId,
      booster({ tiers: [{ key: 'year', seconds: 365 * 24 * 3600 }], expiringNoticeS: 0 }),
    )
  ).itemId
  const settings = marketSettings({ maxUnitPrice: 10_000, listingFee: 2 })
  await owner.call('saveMarketSettings', { body: settings })
  for (const itemId of [sword, ore, boost]) await grant(itemId, giver, 500)
  cutter = await startCutter({ connectionString: world.app.ctx.config.connection.connectionString ?? '' })
})
afterEach(() => {
  for (const line of world.takeErrors()) expect(line).toContain('PostgreSQL active client generated error')
})
afterAll(async () => {
  await cutter?.close()
  await world?.stop()
})

/** Something to be done once, however often it is tried. */
interface Act {
  isFirst: IsFirst
  /** Before it is tried for the first time. */
  begin?: () => Promise<void>
  /** Whether an answer came, and whether it was one that is given again. */
  run: () => Promise<'lost' | 'done' | 'repeated'>
}

let keyCount = 0
function keyed<Name extends EndpointName>(by: Caller, name: Name, input: CallInput<Name>): Act {
  const key = `act-${++keyCount}`
  const headers = { 'idempotency-key': key }
  return {
    isFirst: (text, values) => text.includes('pg_try_advisory_xact_lock') && values.includes(`{"${key}"}`),
    async run() {
      const reply = await by.reply(name, { ...input, headers } as CallInput<Name>)
      if (reply.status === 503) return 'lost'
      if (reply.status >= 400) throw new Error(`${name} was refused: ${reply.status} ${reply.text}`)
      return reply.headers['idempotency-replayed'] === 'true' ? 'repeated' : 'done'
    },
  }
}

/** What ends by its time: after what was left over of other acts has ended. */
async function overdue(
  hours: number,
  make: () => Promise<string>,
  isFirst: (text: string, values: readonly unknown[], id: string) => boolean,
  sweep: () => Promise<unknown>,
): Promise<Act> {
  await world.clock.advance({ days: 5 })
  const { started } = world.app
  await Promise.all([
    started.of(market).drain(),
    started.of(items).drainMerges(),
    started.of(items).drainGifts(),
  ])
  const id = await make()
  return {
    isFirst: (text, values) => isFirst(text, values, id),
    begin: () => world.clock.advance({ hours }),
    run: () =>
      sweep().then(
        () => 'done' as const,
        () => 'lost' as const,
      ),
  }
}

type Operation = { op: 'grant' | 'take' | 'stock'; itemId: string; quantity: number; memberId?: string }
const postingOf = (
  operation: Operation | { op: 'payout'; memberId: string; currency: string; quantity: number },
) => ({ params: { appId }, body: { operations: [operation], reason: 'A test' } }) as CallInput<'postUnits'>
const grant = (itemId: string, { memberId }: Trader, quantity: number) =>
  owner.call('postUnits', postingOf({ op: 'grant', itemId, memberId, quantity }))

const gift = () => ({ body: { toMemberId: taker.memberId, itemId: ore, quantity: 2, expiresInS: 3600 } })
const offered = async () => ({ giftId: (await giver.call('offerGift', gift())).id })
const merge = () => ({ params: { itemId: ore }, body: { quantity: 3 } })
const merged = async () => ({ mergeId: (await giver.call('requestMerge', merge())).id })
const mint = (more: object = {}) => ({
  params: { itemId: ore },
  body: { quantity: 4, unitPrice: 9, ...more },
})
const minted = async (more?: object) => ({
  mintOrderId: (await giver.call('requestMintOrder', mint(more))).id,
})
const listing = () => ({ params: { itemId: ore }, body: { quantity: 5, unitPrice: 33, expiresInS: 3600 } })
const listed = async () => giver.call('createListing', listing())
async function sold() {
  const { id, unitPrice, terms } = await listed()
  const input = { params: { listingId: id }, body: { quantity: 2, unitPrice, terms } }
  return (await taker.call('purchaseListing', input)).id
}
const reason = 'A test'
const awaited = () => world.app.started.of(outgoing).awaitedEvents

/** By their number in the postings of the domain; what is not built is not here. */
const acts: Record<string, () => Promise<Act>> = {
  '1 grant': async () =>
    keyed(
      owner,
      'postUnits',
      postingOf({ op: 'grant', itemId: sword, memberId: giver.memberId, quantity: 3 }),
    ),
  '2 stock of the shelf': async () =>
    keyed(owner, 'postUnits', postingOf({ op: 'stock', itemId: ore, quantity: 7 })),
  '3 take': async () =>
    keyed(
      owner,
      'postUnits',
      postingOf({ op: 'take', itemId: sword, memberId: giver.memberId, quantity: 2 }),
    ),
  '4 gift offered': async () => keyed(giver, 'offerGift', gift()),
  '5 gift accepted': async () => keyed(taker, 'acceptGift', { params: await offered() }),
  '6 gift rejected': async () => keyed(taker, 'rejectGift', { params: await offered() }),
  '6 gift canceled': async () => keyed(giver, 'cancelGift', { params: await offered() }),
  '8 merge requested': async () => keyed(giver, 'requestMerge', merge()),
  '9 merge confirmed': async () => keyed(owner, 'confirmMerge', { params: await merged() }),
  '10 merge rejected': async () => keyed(owner, 'rejectMerge', { params: await merged(), body: { reason } }),
  '10 merge canceled': async () => keyed(giver, 'cancelMerge', { params: await merged() }),
  '11 mint order requested': async () => keyed(giver, 'requestMintOrder', mint()),
  '12 mint order confirmed and listed': async () =>
    keyed(owner, 'confirmMintOrder', { params: await minted() }),
  '13 mint order confirmed unlisted': async () =>
    keyed(owner, 'confirmMintOrder', { params: await minted({ listOnConfirm: false }) }),
  '14 mint order rejected': async () =>
    keyed(owner, 'rejectMintOrder', { params: await minted(), body: { reason } }),
  '14 mint order canceled': async () => keyed(giver, 'cancelMintOrder', { params: await minted() }),
  '15 activation': async () =>
    keyed(giver, 'activateItem', { params: { itemId: boost }, body: { units: 2 } }),
  '16 listing': async () => keyed(giver, 'createListing', listing()),
  '17 listing filled': async () => {
    const { id: listingId, unitPrice, terms } = await listed()
    return keyed(taker, 'purchaseListing', { params: { listingId }, body: { quantity: 2, unitPrice, terms } })
  },
  '20 listing canceled': async () =>
    keyed(giver, 'cancelListing', { params: { listingId: (await listed()).id } }),
  '22 fill reversed': async () =>
    keyed(owner, 'reverseFill', { params: { fillId: await sold() }, body: { reason } }),
  '24 payout': async () => {
    await giveCoins(world, taker.memberId, 5000)
    await sold()
    return keyed(
      owner,
      'postUnits',
      postingOf({ op: 'payout', memberId: giver.memberId, currency: 'coins', quantity: 1 }),
    )
  },
  '6 gift expired': () =>
    overdue(
      2,
      async () => (await offered()).giftId,
      (text, values, id) => text.includes('for update of gift') && values.includes(id),
      () => sweepGifts(world.app.ctx),
    ),
  '10 merge expired': () =>
    overdue(
      73,
      async () => (await merged()).mergeId,
      (text, values, id) => text.includes('for update of merge') && values.includes(id),
      () => sweepMerges(world.app.ctx, awaited()),
    ),
  '14 mint order expired': () =>
    overdue(
      73,
      async () => (await minted()).mintOrderId,
      (text, values, id) => text.includes('for update of mint') && values.includes(id),
      () => sweepMints(world.app.ctx, awaited()),
    ),
  '20 listing expired': () =>
    overdue(
      2,
      async () => (await listed()).id,
      (text) => text.includes('market_listings') && text.includes('skip locked'),
      () => endDue(world.app.ctx),
    ),
}

const title =
  'E03 a crash between any two statements of any action of section 5: after restart the action happened wholly or not at all'
it.each(Object.keys(acts).map((name, index) => [name, index] as const))(
  `${title}: %s`,
  async (name, index) => {
    const made = acts[name]
    if (!made) throw new Error(`${name} is no action`)
    const { isFirst, begin, run } = await made()
    const rowsNow = () => readEconomyRows(world.app.ctx.db)
    const before = await rowsNow()
    const cutAt = (at: number | 'commit' | 'committed') => cutter.cut({ isFirst, at })
    cutAt('commit')
    await begin?.()
    expect(await run()).toBe('lost')
    const statementCount = cutter.wasCutAfter() ?? 0
    expect(statementCount).toBeGreaterThan(4)
    expect(await rowsNow()).toEqual(before)
    for (let at = 1 + (index % stride); at < statementCount; at += stride) {
      cutAt(at)
      expect(await run(), `statement ${at}`).toBe('lost')
      expect(cutter.wasCutAfter()).toBe(at)
      expect(await rowsNow(), `statement ${at}`).toEqual(before)
    }
    cutAt('committed')
    expect(await run()).toBe('lost')
    const after = await rowsNow()
    expect(after.ledger_transfers).not.toBe(before.ledger_transfers)
    cutter.restart()
    // Whoever got no answer asks again, and the sweep looks again: it is done, once.
    expect(await run()).toBe(name.endsWith('expired') ? 'done' : 'repeated')
    expect(await rowsNow()).toEqual(after)
  },
  patienceMs,
)

it('E34 every event of section 10 validates against its contract and is written in the same commit as its change', async () => {
  // That none is without its change, and no change without it, was seen at each statement of the actions above.
  const { types, problems } = await checkEvents(world.app.ctx.db)
  expect(problems).toEqual([])
  for (const type of toldByActs) expect(types).toContain(type)
})

const toldByActs = [
  ...['item.granted', 'item.taken', 'gift.offered', 'gift.accepted', 'gift.rejected', 'gift.canceled'],
  ...[
    'gift.expired',
    'merge.requested',
    'merge.confirmed',
    'merge.rejected',
    'merge.canceled',
    'merge.expired',
  ],
  ...['mint_order.requested', 'mint_order.confirmed', 'mint_order.rejected', 'mint_order.canceled'],
  ...['mint_order.expired', 'period.activated', 'listing.created', 'listing.partly_filled'],
  ...['listing.canceled', 'listing.expired', 'fill.executed', 'fill.reversed'],
]
