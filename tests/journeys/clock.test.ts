/**
 * The clocks of decisions and of the process jump by ten minutes, forward and back, while requests come in and are
 * applied: each event still has its effect once. The ledger is proved when the world stops.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Member } from '../../contracts/communities.ts'
import { createWorld, type TestWebhook, type World } from '../world/world.ts'

const perRound = 40

let world: World
let ada: Member
let webhook: TestWebhook
beforeAll(async () => {
  world = await createWorld()
  ada = await world.member('Ada')
  webhook = await world.webhook({
    mapping: {
      member: { identifier: 'email', path: '$.email' },
      lines: [{ kind: 'currency', asset: 'coins', operator: 'add', path: '$.coins' }],
      forEach: null,
      dedupe: { path: '$.id' },
    },
  })
})
afterAll(() => world?.stop())

let sentCount = 0

/** Sends events at once and jumps in their midst; every fifth event is sent twice. Answers the statuses. */
async function sendAndJump(minutes: number): Promise<number[]> {
  const sending = Array.from({ length: perRound }, (_, index) => {
    const event = { email: 'ada@example.com', coins: 1, id: `event-${sentCount + index}` }
    return [event, ...(index % 5 === 0 ? [event] : [])]
  }).flat()
  sentCount += perRound
  const half = sending.length / 2
  const early = sending.slice(0, half).map((event) => world.send(webhook, event))
  const jumping = world.clock.advance({ minutes })
  const late = sending.slice(half).map((event) => world.send(webhook, event))
  await jumping
  return (await Promise.all([...early, ...late])).map(({ status }) => status)
}

it('a clock that is set forward and back while requests are applied doubles nothing, loses nothing and keeps nothing waiting', async () => {
  for (const minutes of [10, -10, -10, 10, 10, -20, 10]) {
    const statuses = await sendAndJump(minutes)
    expect(statuses.filter((status) => status !== 202 && status !== 200)).toEqual([])
  }
  await world.drain()
  expect(await world.balances(ada.id)).toEqual({ xp: 0, coins: sentCount })
  const { data } = await world.as(world.owner).call('listGamificationLogs', { query: { limit: 200 } })
  expect(data.at(0)?.balanceAfter).toBe(sentCount)
})
