/** The economy of items against a model of it, written from the rules alone: whatever is tried, in whatever order. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { items } from '../../server/features/items/index.ts'
import { market } from '../../server/features/market/index.ts'
import { decisionTime } from '../../server/platform/db/database.ts'
import { approvedApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { chooseStep } from '../world/choose-step.ts'
import { EconomyModel } from '../world/economy-model.ts'
import { boost, type Outcome, ore, rules, type Step } from '../world/economy-steps.ts'
import { liveItem } from '../world/game.ts'
import type { Reply } from '../world/http-client.ts'
import { giveCoins, marketSettings } from '../world/market-inputs.ts'
import { createRandom } from '../world/random.ts'
import { patienceMs, sizeOf } from '../world/sizes.ts'
import { openTrade, type Trader } from '../world/trade.ts'
import { createWorld, type World } from '../world/world.ts'

const memberCount = 8
const actionCount = sizeOf({ usual: 400, full: 10_000 })
const hourMs = 3_600_000

let world: World
let owner: Caller
let appId: string
let players: Trader[]
let itemIds: string[]
let startedAt: number
const ids = { gifts: [] as string[], merges: [] as string[], listings: [] as string[] }
const nobody = '0198f3a2-6c1e-7d40-9b1f-3a5e2c7d9041'

beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  const trade = openTrade(world)
  players = []
  for (let index = 0; index < memberCount; index++) players.push(await trade.trader())
  const { params } = await approvedApp({ world })
  appId = params.appId
  await owner.call('saveAppWebhook', { params, body: { settings: { confirmMode: 'explicit' } } })
  const { cap: supplyCap, perMember: maxPerMember, boostHours } = rules
  const tiers = [{ key: 'short', seconds: boostHours * 3600 }]
  const made = [
    await liveItem(world, appId, { kind: 'mergeable', supplyCap, maxPerMember }),
    await liveItem(world, appId, { kind: 'time_limited', tiers }),
  ]
  itemIds = made.map(({ itemId }) => itemId)
  startedAt = (await decisionTime(world.app.ctx.db)).getTime()
})
afterAll(() => world?.stop())

it(
  'E11 model test: 10,000 random actions of 8 members against an in-memory model end in equal balances, orders and states',
  async () => {
    const random = createRandom(20_261_127)
    const model = new EconomyModel(memberCount)
    const tried = new Map<string, number>()
    let written = await writtenSoFar()
    for (let index = 0; index < actionCount; index++) {
      const step = chooseStep(random, model)
      const outcome = await perform(step)
      expect(outcome, `seed ${random.seed}, action ${index}: ${JSON.stringify(step)}`).toBe(model.take(step))
      const now = await writtenSoFar()
      // E40: what is refused leaves nothing behind.
      if (outcome !== 'done') expect(now, JSON.stringify(step)).toEqual(written)
      written = now
      const name = `${step.kind} ${outcome}`
      tried.set(name, (tried.get(name) ?? 0) + 1)
    }
    // What is never tried proves nothing.
    for (const name of mustHappen)
      expect(tried.get(name) ?? 0, `${name}, seed ${random.seed}`).toBeGreaterThan(0)
    expect(await balancesNow()).toEqual(balancesOf(model))
    expect(await statesNow()).toEqual(statesOf(model))
    expect(await openTrade(world).faults()).toEqual([])
  },
  patienceMs,
)

/** How much there is of what an action leaves behind. Visits are noted by the way. */
async function writtenSoFar() {
  const { rows } = await sql<Record<'transfers' | 'holds' | 'events', number>>`
    select (select count(*) from ledger_transfers) as transfers, (select count(*) from ledger_holds) as holds,
           (select count(*) from events where type <> 'member.visited') as events`.execute(world.app.ctx.db)
  return rows[0]
}

/** Among so many. */
const mayTakeLong = [
  ...['grant supply_exhausted', 'grant member_limit', 'offer member_limit', 'buy member_limit'],
  ...['accept gift_not_pending', 'confirm merge_not_pending', 'cancel order_closed', 'activate wrong_kind'],
]
const mustHappen = [
  ...(actionCount < 10_000 ? [] : mayTakeLong),
  ...['grant done', 'take done', 'take insufficient_balance', 'offer done', 'accept done', 'reject done'],
  ...['withdraw done', 'merge done', 'confirm done', 'refuse done', 'recall done', 'activate done'],
  ...['list done', 'reprice done', 'buy done', 'buy terms_changed', 'buy stock_changed', 'cancel done'],
]

async function perform(step: Step): Promise<Outcome> {
  const by = 'who' in step ? players[step.who] : undefined
  const memberId = by?.memberId ?? ''
  const itemId = 'item' in step ? (itemIds[step.item] ?? '') : ''
  switch (step.kind) {
    case 'pay':
      await giveCoins(world, memberId, step.amount)
      return 'done'
    case 'grant':
    case 'take': {
      const operations = [{ op: step.kind, memberId, itemId, quantity: step.quantity }]
      return outcomeOf(owner.reply('postUnits', { params: { appId }, body: { operations, reason: 'Model' } }))
    }
    case 'offer': {
      const toMemberId = players[step.to]?.memberId ?? ''
      const body = { toMemberId, itemId, quantity: step.quantity, expiresInS: step.hours * 3600 }
      return outcomeOf(by?.reply('offerGift', { body }), ids.gifts)
    }
    case 'accept':
    case 'reject':
    case 'withdraw': {
      const name = ({ accept: 'acceptGift', reject: 'rejectGift', withdraw: 'cancelGift' } as const)[
        step.kind
      ]
      return outcomeOf(by?.reply(name, { params: { giftId: ids.gifts[step.gift] ?? nobody } }))
    }
    case 'merge':
      return outcomeOf(
        by?.reply('requestMerge', { params: { itemId }, body: { quantity: step.quantity } }),
        ids.merges,
      )
    case 'activate':
      return outcomeOf(by?.reply('activateItem', { params: { itemId }, body: { units: step.units } }))
    case 'confirm':
    case 'refuse':
    case 'recall':
      return outcomeOf(answerMerge(step, by))
    case 'list': {
      const { quantity, price: unitPrice, hours, isWhole } = step
      const body = { quantity, unitPrice, expiresInS: hours * 3600, allowPartial: !isWhole }
      return outcomeOf(by?.reply('createListing', { params: { itemId }, body }), ids.listings)
    }
    case 'reprice':
    case 'buy':
    case 'cancel':
      return outcomeOf(actOnListing(step, by))
    case 'rates':
      await setRates(step.feeBps, step.royaltyBps)
      return 'done'
    case 'wait':
      await wait(step.hours)
      return 'done'
  }
}

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

function answerMerge(step: Of<'confirm' | 'refuse' | 'recall'>, by: Trader | undefined) {
  const params = { mergeId: ids.merges[step.merge] ?? nobody }
  if (step.kind === 'confirm') return owner.reply('confirmMerge', { params })
  if (step.kind === 'recall') return by?.reply('cancelMerge', { params })
  return owner.reply('rejectMerge', { params, body: { reason: 'Model' } })
}

function actOnListing(step: Of<'reprice' | 'buy' | 'cancel'>, by: Trader | undefined) {
  const params = { listingId: ids.listings[step.listing] ?? nobody }
  if (step.kind === 'reprice') return by?.reply('updateListing', { params, body: { unitPrice: step.price } })
  if (step.kind === 'cancel') return by?.reply('cancelListing', { params })
  const { quantity, price: unitPrice, terms } = step
  return by?.reply('purchaseListing', { params, body: { quantity, unitPrice, terms } })
}

/** What was made is known by its place from now on. */
async function outcomeOf(sent: Promise<Reply> | undefined, made?: string[]): Promise<Outcome> {
  const reply = await sent
  const body = reply?.body as { id: string; code: Outcome }
  if ((reply?.status ?? 500) >= 400) return body.code
  made?.push(body.id)
  return 'done'
}

async function setRates(feeBps: number, royaltyBps: number): Promise<void> {
  const body = marketSettings({ feeBps })
  await owner.call('saveMarketSettings', { body })
  for (const itemId of itemIds) await owner.call('updateItem', { params: { itemId }, body: { royaltyBps } })
}

/** What is over has gone back when it is looked at. */
async function wait(hours: number): Promise<void> {
  await world.clock.advance({ hours })
  await world.app.started.of(market).drain()
  await world.app.started.of(items).drainGifts()
  await world.app.started.of(items).drainMerges()
}

async function balancesNow() {
  const members = []
  for (const { memberId, coins } of players) {
    const { data } = await owner.call('getInventory', { params: { memberId } })
    const unitsOf = (item: number) => {
      const { available = 0, owned = 0 } = data.find(({ itemId }) => itemId === itemIds[item]) ?? {}
      return [available, owned - available]
    }
    members.push({ coins: await coins(), ore: unitsOf(ore), boost: unitsOf(boost) })
  }
  const { rows } = await sql<{ kind: string; sum: number }>`
    select holder_kind as kind, sum(amount)::bigint as sum from ledger_balances
    where community_id = ${world.communityId} and asset = 'coins' group by holder_kind`.execute(
    world.app.ctx.db,
  )
  const sumOf = (kind: string) => rows.find((row) => row.kind === kind)?.sum ?? 0
  return { members, treasury: sumOf('treasury'), fees: sumOf('fee') }
}

const balancesOf = ({ members, treasury, fees }: EconomyModel) => ({
  ...{ treasury, fees },
  members: members.map(({ coins, free, held }) => ({
    coins,
    ore: [free[ore], held[ore]],
    boost: [free[boost], held[boost]],
  })),
})

async function statesNow() {
  const gifts = []
  for (const giftId of ids.gifts) gifts.push((await owner.call('getGift', { params: { giftId } })).state)
  const merges = []
  for (const mergeId of ids.merges) merges.push((await owner.call('getMerge', { params: { mergeId } })).state)
  const listings = []
  for (const listingId of ids.listings) {
    const found = await owner.call('getListing', { params: { listingId } })
    const { state, filled, remaining, returned, unitPrice: price, terms } = found
    listings.push({ state, filled, remaining, returned, price, terms })
  }
  const activeUntil = []
  for (const { memberId } of players) {
    const { data } = await owner.call('listPeriods', { params: { memberId } })
    const until = data[0]?.expiresAt
    activeUntil.push(until === undefined ? null : Math.floor((Date.parse(until) - startedAt) / hourMs))
  }
  return { gifts, merges, listings, activeUntil }
}

const statesOf = ({ gifts, merges, listings, members }: EconomyModel) => ({
  gifts: gifts.map(({ state }) => state),
  merges: merges.map(({ state }) => state),
  listings: listings.map(({ state, filled, remaining, returned, price, terms }) => ({
    ...{ state, filled, remaining, returned, price, terms },
  })),
  activeUntil: members.map((member) => member.activeUntil),
})
