/** `list_merges`, `confirm_merge` and `reject_merge`, as a game calls them that asks for merges itself. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
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

describe('list_merges, confirm_merge and reject_merge', () => {
  const call = (method: 'GET' | 'POST', path: string, body?: object, key = game.key) =>
    world.fetch(method, `/api/${path}`, {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const list = (query: string) => call('GET', `list_merges?clientId=${game.clientId}${query}`)
  const confirm = (mergeId: string) => call('POST', 'confirm_merge', { clientId: game.clientId, mergeId })
  const reject = (mergeId: string) =>
    call('POST', 'reject_merge', { clientId: game.clientId, mergeId, reason: 'No room' })
  const errorOf = ({ status, body }: { status: number; body: unknown }) =>
    `${status} ${(body as { error?: string }).error}`

  it('F16 confirm_merge and reject_merge sent together 100 times: one decides, the other is 409, the repeats of the winner are 200', async () => {
    await start({ confirmMode: 'explicit' })
    const mergeId = await request(5)
    const replies = await Promise.all(
      Array.from({ length: 100 }, async () => ({
        confirmed: await confirm(mergeId),
        rejected: await reject(mergeId),
      })),
    )
    const statuses = (name: 'confirmed' | 'rejected') => [
      ...new Set(replies.map((reply) => reply[name].status)),
    ]
    const state = await stateOf(mergeId)
    expect(statuses('confirmed')).toEqual([state === 'confirmed' ? 200 : 409])
    expect(statuses('rejected')).toEqual([state === 'rejected' ? 200 : 409])
    expect(await units()).toBe(state === 'confirmed' ? '15 of 15' : '20 of 20')
  })

  it('lists what is open, oldest first, in pages, and each field in its order', async () => {
    await start({ confirmMode: 'explicit' })
    const [first, second] = [await request(3), await request(4)]
    const page = (await list('&limit=1')).body as { merges: object[]; next: string | null }
    const { createdAt, confirmBy } = await read(first)
    const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
    expect(JSON.stringify(page.merges)).toBe(
      JSON.stringify([
        {
          ...{ mergeId: first, state: 'requested', userEmail: player.email, itemUri: game.itemUri, count: 3 },
          ...{
            createdAt: seconds(createdAt),
            confirmBy: seconds(confirmBy),
            countRemaining: 13,
            sequence: 3,
          },
        },
      ]),
    )
    expect(page.next).toBe(first)
    const rest = (await list(`&after=${page.next}`)).body
    expect(rest).toMatchObject({ merges: [{ mergeId: second }], next: null })
    await reject(first)
    expect((await list('&state=rejected')).body).toMatchObject({
      merges: [{ mergeId: first, countRemaining: 16 }],
    })
    const email = encodeURIComponent(player.email)
    expect((await list(`&userEmail=${email}`)).body).toMatchObject({ merges: [{ mergeId: second }] })
    expect((await list('&userEmail=who%40players.example')).body).toEqual({ merges: [], next: null })
    const settings = { unknownUser: 'not_found' as const }
    await owner.call('saveAppWebhook', { params: { appId: game.appId }, body: { settings } })
    expect(errorOf(await list('&userEmail=who%40players.example'))).toBe('404 unknown_user')
    const pulled = `pull_items?clientId=${game.clientId}&userEmail=who%40players.example`
    expect(errorOf(await call('GET', pulled))).toBe('404 unknown_user')
  })

  it('say what is wrong, in the words of the face', async () => {
    await start({ confirmMode: 'explicit' })
    const mergeId = await request(3)
    expect(errorOf(await confirm('nothing'))).toBe('404 unknown_merge')
    expect(errorOf(await reject(player.memberId))).toBe('404 unknown_merge')
    expect(errorOf(await list('&state=open'))).toBe('400 invalid_parameter')
    expect(errorOf(await list('&limit=201'))).toBe('400 invalid_parameter')
    expect(errorOf(await list('&after=x'))).toBe('400 invalid_parameter')
    expect(errorOf(await list('&sort=asc'))).toBe('422 invalid_body')
    expect(errorOf(await call('GET', 'list_merges'))).toBe('400 missing_parameter')
    const wrong = { clientId: '999999', mergeId }
    expect(errorOf(await call('POST', 'confirm_merge', wrong))).toBe('403 wrong_client')
    const { clientId } = game
    expect(errorOf(await call('POST', 'reject_merge', { clientId, mergeId }))).toBe('422 invalid_body')
    const narrow = { permissions: ['inventory.read' as const], overlapS: 3600 }
    const { key } = await owner.call('createAppKey', { params: { appId: game.appId }, body: narrow })
    expect(errorOf(await call('POST', 'confirm_merge', { clientId, mergeId }, key))).toBe('403 forbidden')
    expect(await stateOf(mergeId)).toBe('requested')
  })
})
