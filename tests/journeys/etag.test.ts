/** `ETag` and `If-Match`: settings that somebody else changed meanwhile are not overwritten. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Mapping } from '../../contracts/mapping.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

const mapping: Mapping = {
  member: { identifier: 'username', path: '$.who' },
  lines: [{ kind: 'currency', asset: 'coins', operator: 'add', value: 1 }],
}

it('revision_mismatch: a community is changed only by whoever has seen its last revision', async () => {
  const read = await owner.reply('getCommunity', {})
  const seen = { 'if-match': read.headers.etag ?? '' }
  const changed = await owner.reply('updateCommunity', { body: { name: 'First' }, headers: seen })
  expect(changed.status).toBe(200)
  expect(changed.headers.etag).not.toBe(read.headers.etag)
  expect(await owner.refusal('updateCommunity', { body: { name: 'Second' }, headers: seen })).toBe(
    'revision_mismatch',
  )
  expect((await owner.call('getCommunity', {})).name).toBe('First')
})

it('of two who change the same revision at once, one wins', async () => {
  const headers = { 'if-match': (await owner.reply('getCommunity', {})).headers.etag ?? '' }
  const replies = await Promise.all(
    ['Left', 'Right'].map((name) => owner.reply('updateCommunity', { body: { name }, headers })),
  )
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
})

it('a webhook and its mapping share one revision', async () => {
  const { id: webhookId } = await world.webhook({})
  const params = { webhookId }
  const read = await owner.reply('getIncomingWebhook', { params })
  const headers = { 'if-match': read.headers.etag ?? '' }
  await owner.call('saveIncomingWebhookMapping', { params, body: mapping, headers })
  expect(await owner.refusal('saveIncomingWebhookMapping', { params, body: mapping, headers })).toBe(
    'revision_mismatch',
  )
  expect(await owner.refusal('updateIncomingWebhook', { params, body: { name: 'New' }, headers })).toBe(
    'revision_mismatch',
  )
  expect((await owner.call('getIncomingWebhook', { params })).mappingVersion).toBe(1)
})

it('without If-Match the last one wins, and * means any', async () => {
  await owner.call('updateCommunity', { body: { name: 'Any' } })
  await owner.call('updateCommunity', { body: { name: 'Star' }, headers: { 'if-match': '*' } })
  expect((await owner.call('getCommunity', {})).name).toBe('Star')
})

it('something that is no ETag of ours never matches', async () => {
  const headers = { 'if-match': 'W/"1"' }
  expect(await owner.refusal('updateCommunity', { body: { name: 'Weak' }, headers })).toBe(
    'revision_mismatch',
  )
})
