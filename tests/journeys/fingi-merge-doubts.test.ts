/** Merges that a game may know of: what is on its way, what nobody knows, and who decides then. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { items } from '../../server/features/items/index.ts'
import type { Caller } from '../world/caller.ts'
import { type GameAnswer, settleMerges } from '../world/merging-game.ts'
import { type MergingPlayer, startMergingPlayer } from '../world/merging-player.ts'
import { egressToLoopback, startReceiver } from '../world/receiver.ts'
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

async function pass(days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    await world.clock.advance({ days: 1 })
    await settle()
  }
}

describe('a merge that the game may know of', () => {
  it('not_cancelable: E20 merge cancel against attempt in flight; after a refused connection: canceled, units back', async () => {
    await start()
    let answer: (answer: GameAnswer) => void = () => {}
    game.answerWith(
      () =>
        new Promise<GameAnswer>((resolve) => {
          answer = resolve
        }),
    )
    const inFlight = await request(5)
    await vi.waitFor(() => expect(game.told).toHaveLength(1), { timeout: 10_000 })
    expect(await player.caller.refusal('cancelMerge', { params: { mergeId: inFlight } })).toBe(
      'not_cancelable',
    )
    // Nor is it closed by who takes units: they may be in the game already.
    const { memberId } = player
    const take = { op: 'take' as const, memberId, itemId: game.itemId, quantity: 16, closeOrders: true }
    const body = { operations: [take], reason: 'Too late' }
    const problem = await owner.problem('postUnits', { params: { appId: game.appId }, body })
    expect(problem).toMatchObject({ code: 'insufficient_balance', facts: { available: 15 } })
    expect(await stateOf(inFlight)).toBe('requested')
    answer(404)
    await settle()
    expect((await player.caller.call('cancelMerge', { params: { mergeId: inFlight } })).state).toBe(
      'canceled',
    )

    await owner.call('saveAppWebhook', {
      params: { appId: game.appId },
      body: { url: 'http://127.0.0.1:9/refused' },
    })
    const refused = await request(5)
    await settle()
    expect(await read(refused)).toMatchObject({ lastOutcome: 'unsent', isCancelable: true })
    expect((await player.caller.call('cancelMerge', { params: { mergeId: refused } })).state).toBe('canceled')
    expect(await units()).toBe('20 of 20')
  })

  it('outlives its deadline while an attempt is on its way, whose outcome comes first', async () => {
    await start({ mergeDeadlineS: 3600 })
    const { endpointId } = await owner.call('getAppWebhook', { params: { appId: game.appId } })
    const params = { endpointId: endpointId ?? '' }
    await owner.call('pauseEndpoint', { params })
    const mergeId = await request(5)
    await settle()
    await world.clock.advance({ minutes: 59, seconds: 30 })
    let answer: (answer: GameAnswer) => void = () => {}
    game.answerWith(
      () =>
        new Promise<GameAnswer>((resolve) => {
          answer = resolve
        }),
    )
    await owner.call('activateEndpoint', { params })
    await vi.waitFor(() => expect(game.told).toHaveLength(1), { timeout: 10_000 })
    // Behind the deadline, and within the lease.
    await world.clock.advance({ seconds: 35 })
    await world.app.started.of(items).drainMerges()
    expect(await stateOf(mergeId)).toBe('requested')
    answer(200)
    await settle()
    expect(await stateOf(mergeId)).toBe('confirmed')
    expect(await units()).toBe('15 of 15')
  })

  it('whenever its member cancels, the units are in the game or back, and never both', async () => {
    await start()
    const canceled = new Set<string>()
    const mergeIds: string[] = []
    for (let turn = 0; turn < 20; turn++) {
      const mergeId = await request(1)
      mergeIds.push(mergeId)
      // From at once until long after it was sent.
      for (let wait = 0; wait < turn * 2; wait++) await read(mergeId)
      const { status } = await player.caller.reply('cancelMerge', { params: { mergeId } })
      expect([200, 409]).toContain(status)
      if (status === 200) canceled.add(mergeId)
    }
    await settle()
    expect(mergeIds.filter((id) => canceled.has(id) === game.added.has(id))).toEqual([])
    expect(await units()).toBe(`${canceled.size} of ${canceled.size}`)
  })

  it('E21 merge confirmed by webhook and by call at the same time: burned once', async () => {
    await start()
    for (let turn = 0; turn < 5; turn++) {
      const mergeId = await request(2)
      const call = owner.call('confirmMerge', { params: { mergeId } })
      await Promise.all([call, settle()])
      await settle()
      expect(await stateOf(mergeId)).toBe('confirmed')
    }
    expect(await units()).toBe('10 of 10')
  })

  it.each([
    ['refusing', 404, 'expired', '20 of 20'],
    ['503', 503, 'in_doubt', '8 of 20'],
    ['black hole', 'breaks off', 'in_doubt', '8 of 20'],
  ] as const)(
    'E09 merge receiver down for a week (refusing, 503, black hole): the units are neither lost nor doubled: %s',
    async (_how, answer, state, left) => {
      await start()
      game.answerWith(answer)
      const mergeId = await request()
      await settle()
      await pass(7)
      expect(await stateOf(mergeId)).toBe(state)
      expect(await units()).toBe(left)
      if (state === 'expired') return
      await owner.call('rejectMerge', { params: { mergeId }, body: { reason: 'The game lost it' } })
      expect(await units()).toBe('20 of 20')
    },
  )

  it('is told of once where the game takes no repeats, and in doubt as soon as nobody knows', async () => {
    await start({ resendAfterUnknown: false })
    game.answerWith('breaks off')
    const mergeId = await request()
    await settle()
    expect(await stateOf(mergeId)).toBe('in_doubt')
    await pass(5)
    expect(game.told).toHaveLength(1)
    expect(await units()).toBe('8 of 20')
    expect((await owner.call('confirmMerge', { params: { mergeId } })).state).toBe('confirmed')
  })

  it('is decided by the webhook of its app, and by no other endpoint that hears of it', async () => {
    await start()
    game.answerWith(404)
    const other = await startReceiver()
    const body = { name: `Merges ${game.clientId}`, url: other.url, eventTypes: ['merge.*'] }
    const { id: endpointId } = await owner.call('createEndpoint', { body })
    const mergeId = await request(5)
    await settle()
    expect(other.requests.map(({ json }) => json.type)).toEqual(['merge.requested'])
    expect(await read(mergeId)).toMatchObject({ state: 'requested', isSeen: false, attemptCount: 1 })
    await owner.call('deleteEndpoint', { params: { endpointId } })
    await other.close()
  })

  it('waits for a webhook that was removed, and is told to the one that is saved then', async () => {
    await start()
    game.answerWith(404)
    const mergeId = await request(5)
    await settle()
    await owner.call('saveAppWebhook', { params: { appId: game.appId }, body: { url: null } })
    await world.clock.advance({ hours: 1 })
    await settle()
    expect(game.told).toHaveLength(1)
    game.answerWith(200)
    await owner.call('saveAppWebhook', { params: { appId: game.appId }, body: { url: game.url } })
    await settle()
    expect(await stateOf(mergeId)).toBe('confirmed')
    expect(game.told.map((each) => each.text)).toEqual([game.told[0]?.text, game.told[0]?.text])
    expect(await units()).toBe('15 of 15')
  })

  it('is not told of when it was decided before it was sent', async () => {
    await start()
    const { endpointId } = await owner.call('getAppWebhook', { params: { appId: game.appId } })
    const params = { endpointId: endpointId ?? '' }
    await owner.call('pauseEndpoint', { params })
    const waiting = await request(1)
    await settle()
    await player.caller.call('cancelMerge', { params: { mergeId: waiting } })
    await player.caller.call('cancelMerge', { params: { mergeId: await request(1) } })
    await owner.call('activateEndpoint', { params })
    await settle()
    expect(game.told).toEqual([])
    expect(await units()).toBe('20 of 20')
  })
})
