/** E40 of what moves units by postings, merges, gifts and active time: each refusal, what it tells, and that nothing stays. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appKey, freshApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { type Friend, makeFriend, makePair, offer, ofGift, orderOf } from '../world/giving.ts'
import { booster, granted, liveItem, newItem } from '../world/item-inputs.ts'
import { proveRefusals, type RefusalProof } from '../world/leaves-nothing.ts'
import { mergeable } from '../world/merge-inputs.ts'
import { boostOf } from '../world/period-inputs.ts'
import { patienceMs } from '../world/sizes.ts'
import { createWorld, type World } from '../world/world.ts'

const year = 366 * 24 * 3600
const reason = 'A test'
const tradeHoldS = { grant: 3600, purchase: 0, gift: 0 }

let world: World
let owner: Caller
let refuses: RefusalProof['refuses']
let missing: RefusalProof['missing']
let mira: Friend
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  ;({ refuses, missing } = proveRefusals(world))
  mira = await makeFriend(world)
})
afterAll(() => world?.stop())

const grant = (appId: string, itemId: string, quantity = 1, memberId = mira.memberId) =>
  owner.call('postUnits', { params: { appId }, body: granted(itemId, memberId, quantity) })
const freeze = (itemId: string) => owner.call('freezeItem', { params: { itemId }, body: { reason } })
const suspend = (appId: string) => owner.call('suspendApp', { params: { appId }, body: { reason } })
const live = async (more: object = {}) => {
  const { appId, params } = await liveItem({ world }, more)
  return { appId, itemId: params.itemId }
}
/** An item of an app that nobody approved. */
async function drafted(more: object = {}) {
  const { params } = await freshApp({ world })
  const { id: itemId } = await owner.call('createItem', { params, body: newItem(more) })
  await owner.call('publishItem', { params: { itemId } })
  return { appId: params.appId, itemId }
}

/** So full a balance comes of no posting of a test. */
async function setBalance(asset: string, amount: number): Promise<void> {
  await sql`
    update ledger_balances set amount = ${amount}
    where community_id = ${world.communityId} and holder_id = ${mira.memberId} and asset = ${asset}`.execute(
    world.app.ctx.db,
  )
}

it('E40 postings of units', { timeout: patienceMs }, async () => {
  const { memberId } = mira
  const capped = await live({ supplyCap: 3 })
  const { appId } = capped
  const make = async (more: object) => {
    const { id } = await owner.call('createItem', { params: { appId }, body: newItem(more) })
    return id
  }
  const draft = await make({})
  const few = await make({ maxPerMember: 2 })
  await owner.call('publishItem', { params: { itemId: few } })
  await grant(appId, capped.itemId, 2)
  await grant(appId, few, 1)
  const ofItem = (op: 'grant' | 'take', itemId: string, quantity: number, tier?: string) => ({
    ...{ op, memberId, itemId, quantity },
    ...(tier === undefined ? {} : { tier }),
  })
  const payout = (currency: string) => ({ op: 'payout' as const, memberId, currency, quantity: 1 })
  // What stands before it could be done, and is not.
  const could = ofItem('grant', capped.itemId, 1)
  const posted = (operation: ReturnType<typeof ofItem> | ReturnType<typeof payout>, of = appId) => ({
    params: { appId: of },
    body: { operations: of === appId ? [could, operation] : [operation], reason },
  })
  const no = (code: Parameters<typeof refuses>[2], input: ReturnType<typeof posted>) =>
    refuses(owner, 'postUnits', code, input)

  await no('supply_exhausted', posted(ofItem('grant', capped.itemId, 1)))
  await no('member_limit', posted(ofItem('grant', few, 2)))
  const facts = await no('insufficient_balance', posted(ofItem('take', capped.itemId, 4)))
  expect(facts).toEqual({ asset: expect.stringContaining('item'), required: 4, available: 3 })
  await no('unknown_item', posted(ofItem('grant', memberId, 1)))
  await no('unknown_item', posted(ofItem('grant', few, 1, 'none')))
  await no('not_found', posted({ ...ofItem('grant', few, 1), memberId: appId }))
  await no('asset_unknown', posted(payout('doubloons')))
  expect(await no('wrong_state', posted(ofItem('grant', draft, 1)))).toEqual({ state: 'draft' })
  expect(await no('wrong_state', posted(ofItem('take', draft, 1)))).toEqual({ state: 'draft' })
  const { asset = '' } = (await owner.call('getItem', { params: { itemId: few } })).tiers[0] ?? {}
  await owner.call('updateItem', { params: { itemId: few }, body: { maxPerMember: null } })
  await setBalance(asset, Number.MAX_SAFE_INTEGER)
  await no('amount_out_of_bounds', posted(ofItem('grant', few, 1)))
  await setBalance(asset, 1)
  const unapproved = await drafted()
  await no('app_not_approved', posted(ofItem('grant', unapproved.itemId, 1), unapproved.appId))
  const other = await live()
  await suspend(other.appId)
  await no('app_suspended', posted(ofItem('grant', other.itemId, 1), other.appId))
  expect(missing(['postUnits'])).toEqual([])
})

it('E40 merges', { timeout: patienceMs }, async () => {
  const { memberId, caller } = mira
  const { appId, itemId } = await mergeable({ world }, { memberId, quantity: 60 })
  const asked = (quantity: number, of = itemId) => ({ params: { itemId: of }, body: { quantity } })
  const no = (code: Parameters<typeof refuses>[2], input: ReturnType<typeof asked>) =>
    refuses(caller, 'requestMerge', code, input)
  const facts = await no('insufficient_balance', asked(61))
  expect(facts).toEqual({ asset: expect.any(String), required: 61, available: 60 })
  const sword = await live()
  await grant(sword.appId, sword.itemId)
  await no('wrong_kind', asked(1, sword.itemId))
  const held = await live({ kind: 'mergeable', tradeHoldS })
  await owner.call('saveAppWebhook', {
    params: { appId: held.appId },
    body: { settings: { confirmMode: 'explicit' } },
  })
  await grant(held.appId, held.itemId, 3)
  expect(await no('trade_held', asked(1, held.itemId))).toEqual({ quantity: 3, until: expect.any(String) })
  await freeze(held.itemId)
  expect(await no('wrong_state', asked(1, held.itemId))).toEqual({ state: 'frozen' })
  await suspend(held.appId)
  await no('app_suspended', asked(1, held.itemId))
  await no('app_not_approved', asked(1, (await drafted({ kind: 'mergeable' })).itemId))
  const alone = await mergeable({ world }, { memberId, confirmMode: 'on_2xx' })
  await no('app_not_connected', asked(1, alone.itemId))

  const params = { mergeId: (await caller.call('requestMerge', asked(1))).id }
  await owner.call('confirmMerge', { params })
  const ended = { params }
  const confirmed = { state: 'confirmed' }
  const rejection = { params, body: { reason } }
  expect(await refuses(owner, 'rejectMerge', 'merge_not_pending', rejection)).toEqual(confirmed)
  expect(await refuses(caller, 'cancelMerge', 'merge_not_pending', ended)).toEqual(confirmed)
  const back = { params: { mergeId: (await caller.call('requestMerge', asked(1))).id } }
  await caller.call('cancelMerge', back)
  expect(await refuses(owner, 'confirmMerge', 'merge_not_pending', back)).toEqual({ state: 'canceled' })
  for (let turn = 0; turn < 50; turn++) await caller.call('requestMerge', asked(1))
  await no('limit_reached', asked(1))
  // Of one that is on its way there is a test of its own: `merges.test.ts` and `fingi-merge-doubts.test.ts`.
  expect(missing(['requestMerge', 'confirmMerge', 'rejectMerge', 'cancelMerge'])).toEqual([
    'cancelMerge not_cancelable',
  ])
  await suspend(appId)
})

it('E40 active time', { timeout: patienceMs }, async () => {
  const { memberId, caller } = mira
  const { appId, itemId } = await boostOf(world, memberId, { tiers: [{ key: 'year', seconds: year }] }, 11)
  const asked = (units: number, of = itemId, tier?: string) => ({
    params: { itemId: of },
    body: { units, ...(tier === undefined ? {} : { tier }) },
  })
  const no = (code: Parameters<typeof refuses>[2], input: ReturnType<typeof asked>) =>
    refuses(caller, 'activateItem', code, input)
  const facts = await no('insufficient_balance', asked(12))
  expect(facts).toEqual({ asset: expect.any(String), required: 12, available: 11 })
  await no('too_far_ahead', asked(11))
  await no('unknown_item', asked(1, itemId, 'none'))
  const sword = await live()
  await no('wrong_kind', asked(1, sword.itemId))
  await no('app_not_approved', asked(1, (await drafted(booster())).itemId))

  const { id: periodId } = await caller.call('activateItem', asked(10))
  const params = { periodId }
  const longer = { params, body: { seconds: year, reason } }
  await refuses(owner, 'adjustPeriod', 'too_far_ahead', longer)
  const key = world.as(await appKey(world, appId))
  await key.call('listPeriods', { params: { memberId } })
  await freeze(itemId)
  expect(await no('wrong_state', asked(1))).toEqual({ state: 'frozen' })
  await owner.call('thawItem', { params: { itemId } })
  await suspend(appId)
  await no('app_suspended', asked(1))
  await refuses(key, 'revokePeriod', 'app_suspended', { params, body: { reason } })
  await refuses(key, 'adjustPeriod', 'app_suspended', { params, body: { seconds: 60, reason } })
  await owner.call('revokePeriod', { params, body: { reason } })
  const revoked = { state: 'revoked' }
  expect(await refuses(owner, 'revokePeriod', 'wrong_state', { params, body: { reason } })).toEqual(revoked)
  expect(await refuses(owner, 'adjustPeriod', 'wrong_state', longer)).toEqual(revoked)
  expect(missing(['activateItem', 'revokePeriod', 'adjustPeriod'])).toEqual([])
})

it('E40 gifts', { timeout: patienceMs }, async () => {
  const made = await makePair(world, 5, { maxPerMember: 5 })
  const { giver, receiver, itemId, appId } = made
  const no = (code: Parameters<typeof refuses>[2], input: ReturnType<typeof orderOf>) =>
    refuses(giver.caller, 'offerGift', code, input)
  const facts = await no('insufficient_balance', orderOf(receiver, itemId, 6))
  expect(facts).toEqual({ asset: expect.any(String), required: 6, available: 5 })
  await no('not_giftable', orderOf(giver, itemId))
  await no('unknown_item', orderOf(receiver, itemId, 1, { tier: 'none' }))
  const draft = await drafted({ isGiftable: true })
  await no('app_not_approved', orderOf(receiver, draft.itemId))
  const held = await makePair(world, 2, { tradeHoldS })
  const until = expect.any(String)
  expect(await refuses(held.giver.caller, 'offerGift', 'trade_held', orderOf(receiver, held.itemId))).toEqual(
    { quantity: 2, until },
  )

  const { id } = await offer(made, 2)
  await grant(appId, itemId, 4, receiver.memberId)
  await no('member_limit', orderOf(receiver, itemId, 2))
  await refuses(receiver.caller, 'acceptGift', 'member_limit', ofGift(id))
  await freeze(itemId)
  expect(await no('wrong_state', orderOf(receiver, itemId, 1))).toEqual({ state: 'frozen' })
  expect(await refuses(receiver.caller, 'acceptGift', 'wrong_state', ofGift(id))).toEqual({ state: 'frozen' })
  await giver.caller.call('cancelGift', ofGift(id))
  const canceled = { state: 'canceled' }
  expect(await refuses(receiver.caller, 'acceptGift', 'gift_not_pending', ofGift(id))).toEqual(canceled)
  expect(await refuses(receiver.caller, 'rejectGift', 'gift_not_pending', ofGift(id))).toEqual(canceled)
  const other = await makePair(world)
  const { id: over } = await offer(other, 1)
  await other.receiver.caller.call('rejectGift', ofGift(over))
  expect(await refuses(other.giver.caller, 'cancelGift', 'gift_not_pending', ofGift(over))).toEqual({
    state: 'rejected',
  })
  await suspend(appId)
  await no('app_suspended', orderOf(receiver, itemId, 1))
  expect(missing(['offerGift', 'acceptGift', 'rejectGift', 'cancelGift'])).toEqual([])
})
