/** Limits: counted per credential or, without one, per address, told in every answer, and gone after a minute. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Reply } from '../world/http-client.ts'
import { createWorld, type World } from '../world/world.ts'

const perMinute = 8
let world: World
beforeAll(async () => {
  world = await createWorld({ requestsPerMinute: perMinute, trustProxy: ['127.0.0.1'] })
})
beforeEach(() => world.clock.advance({ minutes: 1 }))
afterAll(() => world?.stop())

const remaining = (reply: Reply) => Number(reply.headers['x-ratelimit-remaining'])

it('rate_limited: the calls of one credential run out, and come back with the next minute', async () => {
  const owner = world.as(world.owner)
  const replies: Reply[] = []
  for (let count = 0; count <= perMinute; count++) replies.push(await owner.reply('getCommunity', {}))
  expect(replies.map(({ status }) => status)).toEqual([...Array(perMinute).fill(200), 429])
  expect(replies.map(remaining)).toEqual([7, 6, 5, 4, 3, 2, 1, 0, 0])
  const refused = replies.at(-1)
  expect(refused?.body).toMatchObject({ code: 'rate_limited' })
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60)
  await world.clock.advance({ minutes: 1 })
  expect((await owner.reply('getCommunity', {})).status).toBe(200)
})

it('both header families say the same', async () => {
  const { headers } = await world.as(world.owner).reply('getCommunity', {})
  expect(headers['ratelimit-policy']).toBe(`"default";q=${perMinute};w=60`)
  expect(headers.ratelimit).toMatch(/^"default";r=7;t=\d+$/)
  expect(headers['x-ratelimit-limit']).toBe(String(perMinute))
})

it('strangers are counted by the address that a trusted proxy names', async () => {
  const from = (address: string) =>
    world.as({}).reply('getSetup', { headers: { 'x-forwarded-for': address } })
  for (let count = 0; count < perMinute; count++) await from('192.0.2.10')
  expect((await from('192.0.2.10')).status).toBe(429)
  expect((await from('192.0.2.11')).status).toBe(200)
})

it('an IPv6 network is one stranger, whichever of its addresses it shows', async () => {
  const from = (address: string) =>
    world.as({}).reply('getSetup', { headers: { 'x-forwarded-for': address } })
  for (let host = 1; host <= perMinute; host++) await from(`2001:db8:1:2::${host}`)
  expect((await from('2001:db8:1:2:a:b:c:d')).status).toBe(429)
  expect((await from('2001:db8:1:3::1')).status).toBe(200)
})

it('one credential does not use up the calls of another', async () => {
  const owner = world.as(world.owner)
  const key = world.as(await world.key(['administrator']))
  for (let count = 0; count < perMinute; count++) await key.reply('getCommunity', {})
  expect((await key.reply('getCommunity', {})).status).toBe(429)
  expect((await owner.reply('getCommunity', {})).status).toBe(200)
})

it('keys that are not valid, and bodies that cannot be read, are counted as well', async () => {
  const from = { 'x-forwarded-for': '192.0.2.20' }
  const guess = () => world.as({ authorization: 'Bearer guess' }).reply('getCommunity', { headers: from })
  for (let count = 0; count < perMinute; count++) expect((await guess()).status).toBe(401)
  expect((await guess()).status).toBe(429)

  const broken = {
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.21' },
    body: '{',
  }
  const path = `/api/communities/${world.communityId}/members`
  const replies: Reply[] = []
  for (let count = 0; count <= perMinute; count++) replies.push(await world.fetch('POST', path, broken))
  expect(replies.map(({ status }) => status)).toEqual([...Array(perMinute).fill(400), 429])
})
