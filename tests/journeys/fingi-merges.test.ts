/** `ItemMergeRequested` as a game made for FINGI receives it, and what comes of each of its answers. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { liveItem } from '../world/game.ts'
import { granted } from '../world/item-inputs.ts'
import { settleMerges } from '../world/merging-game.ts'
import { type MergingPlayer, startMergingPlayer } from '../world/merging-player.ts'
import { egressToLoopback } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let game: MergingPlayer['game']
let player: MergingPlayer
async function start(settings: object = {}): Promise<void> {
  player = await startMergingPlayer(world, settings)
  game = player.game
}
afterEach(() => game?.close())

const request = (quantity?: number) => player.request(quantity)
const read = (mergeId: string) => player.read(mergeId)
const stateOf = (mergeId: string) => player.stateOf(mergeId)
const units = () => player.units()
const settle = () => settleMerges(world)

async function pass(days: number, each: () => Promise<unknown> = async () => {}): Promise<void> {
  for (let day = 0; day < days; day++) {
    await world.clock.advance({ days: 1 })
    await each()
    await settle()
  }
}

describe('ItemMergeRequested', () => {
  it('F10 has exactly the published keys, and the same bytes and ids on retry', async () => {
    await start()
    game.answerWith(404)
    const mergeId = await request()
    await settle()
    await world.clock.advance({ minutes: 1 })
    await settle()
    const text = JSON.stringify({
      clientId: game.clientId,
      event: 'ItemMergeRequested',
      mergeRequest: { mergeId, userEmail: player.email, itemUri: game.itemUri, count: 12 },
    })
    expect(game.told.map((each) => each.text)).toEqual([text, text])
    const [first, second] = game.told.map(({ headers }) => headers)
    const { confirmBy } = await read(mergeId)
    expect(first).toMatchObject({
      authorization: `Basic ${game.key}`,
      'x-webook-event': 'ItemMergeRequested',
      'x-webhook-event': 'ItemMergeRequested',
      'x-guildhall-sequence': '2',
      'x-guildhall-member': player.memberId,
      'x-guildhall-confirm': 'on_2xx',
      'x-guildhall-confirm-by': String(Math.floor(Date.parse(confirmBy) / 1000)),
      'x-guildhall-attempt': '1',
    })
    expect(second).toMatchObject({ 'webhook-id': first?.['webhook-id'], 'x-guildhall-attempt': '2' })
  })

  it('F13 merge, on_2xx: 200 burns; 422 returns; 404 for 72 h returns; 500 then 200 burns once', async () => {
    await start()
    game.answerWith(200)
    const taken = await request(5)
    await settle()
    expect(await stateOf(taken)).toBe('confirmed')
    expect(await units()).toBe('15 of 15')

    game.answerWith(422)
    const declined = await request(5)
    await settle()
    expect(await read(declined)).toMatchObject({ state: 'rejected', isSeen: false, lastOutcome: 'declined' })
    expect(await units()).toBe('15 of 15')

    game.answerWith(500)
    const twice = await request(5)
    await settle()
    expect(await read(twice)).toMatchObject({ state: 'requested', isSeen: true, isCancelable: false })
    game.answerWith(200)
    await world.clock.advance({ minutes: 10 })
    await settle()
    const ended = await read(twice)
    expect(ended.state).toBe('confirmed')
    expect(ended.attempts.map(({ outcome, status }) => `${outcome} ${status}`)).toEqual([
      ...['unknown 500', 'accepted 200'],
    ])
    expect(await units()).toBe('10 of 10')

    game.answerWith(404)
    const unheard = await request(5)
    await settle()
    await pass(2)
    expect(await stateOf(unheard)).toBe('requested')
    expect(await units()).toBe('5 of 10')
    await pass(2)
    expect(await stateOf(unheard)).toBe('expired')
    expect(await units()).toBe('10 of 10')
    const sent = game.told.length
    await pass(2)
    expect(game.told).toHaveLength(sent)
  })

  it('F14 merge, on_2xx: timeout, then silence past the deadline leaves it in doubt with the units held; a 200 on day 9 confirms', async () => {
    await start()
    const sword = await liveItem(world, game.appId)
    // It is up, and takes everything but this.
    const news = () =>
      owner.call('postUnits', {
        params: { appId: game.appId },
        body: granted(sword.itemId, player.memberId),
      })
    game.answerWith('breaks off')
    const mergeId = await request()
    await settle()
    await pass(4, news)
    expect(await read(mergeId)).toMatchObject({ state: 'in_doubt', isCancelable: false, decidedAt: null })
    expect(await units()).toBe('8 of 20')
    const { length } = game.told
    await pass(4, news)
    expect(game.told.length - length).toBe(4)
    expect(await stateOf(mergeId)).toBe('in_doubt')
    game.answerWith(200)
    await pass(1, news)
    expect(await stateOf(mergeId)).toBe('confirmed')
    expect(await units()).toBe('8 of 8')
    expect(game.added).toEqual(new Map([[mergeId, 12]]))
  })

  it('F15 merge, explicit: 200 alone never burns; confirm_merge burns; the deadline returns the units and a later confirm_merge is 409', async () => {
    await start({ confirmMode: 'explicit', mergeDeadlineS: 7200 })
    const confirm = (mergeId: string) =>
      world.fetch('POST', '/api/confirm_merge', {
        headers: { 'content-type': 'application/json', authorization: `Bearer ${game.key}` },
        body: JSON.stringify({ clientId: game.clientId, mergeId }),
      })
    const first = await request(5)
    await settle()
    expect(await read(first)).toMatchObject({ state: 'requested', isSeen: true, lastOutcome: 'accepted' })
    expect(await units()).toBe('15 of 20')
    expect((await confirm(first)).body).toMatchObject({ state: 'confirmed', countRemaining: 15 })
    expect(await units()).toBe('15 of 15')

    const second = await request(5)
    await settle()
    await world.clock.advance({ hours: 3 })
    await settle()
    expect(await stateOf(second)).toBe('expired')
    expect(await units()).toBe('15 of 15')
    const late = await confirm(second)
    expect([late.status, late.body]).toMatchObject([
      409,
      { error: 'merge_not_pending', details: [{ state: 'expired' }] },
    ])
  })

  it('F17 the worker is killed between POST and commit: the outcome counts as unknown and the merge is neither lost nor doubled', async () => {
    await start()
    const { endpointId } = await owner.call('getAppWebhook', { params: { appId: game.appId } })
    const params = { endpointId: endpointId ?? '' }
    await owner.call('pauseEndpoint', { params })
    const mergeId = await request()
    await settle()
    // As a process leaves it that dies while it waits for the answer: a lease that nobody keeps.
    const lease = (until: string) =>
      sql`
        update outgoing_queue
        set claim_id = gen_random_uuid(), lease_until = guildhall_now() + ${until}::text::interval
        where endpoint_id = ${params.endpointId}`.execute(world.app.ctx.db)
    await lease('50 seconds')
    game.added.set(mergeId, 12)
    expect(await player.caller.refusal('cancelMerge', { params: { mergeId } })).toBe('not_cancelable')
    await lease('-1 second')
    await owner.call('activateEndpoint', { params })
    await settle()
    expect((await read(mergeId)).attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted'])
    expect(await stateOf(mergeId)).toBe('confirmed')
    expect(await units()).toBe('8 of 8')
    expect(game.added).toEqual(new Map([[mergeId, 12]]))
  })
})
