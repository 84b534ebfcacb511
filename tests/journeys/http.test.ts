/** What every endpoint does alike: how requests are read, who may send them, and how they are told no. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../contracts/index.ts'
import { addressOf, type Caller } from '../world/caller.ts'
import type { Reply } from '../world/http-client.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let path: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  path = `/api/communities/${world.communityId}`
})
afterAll(() => world?.stop())

const json = { 'content-type': 'application/json' }
const codeOf = (reply: Reply) => (reply.body as { code?: string }).code

describe('requests that cannot be read', () => {
  it('malformed_request: broken JSON and broken addresses', async () => {
    expect(
      codeOf(await owner.fetch('POST', `${path}/members`, { headers: json, body: '{"username":' })),
    ).toBe('malformed_request')
    expect(codeOf(await owner.fetch('GET', '/api/communities/%ff'))).toBe('malformed_request')
  })

  it('payload_too_large: a body over 1 MiB', async () => {
    const body = JSON.stringify({ username: 'x'.repeat(1024 * 1024) })
    expect(codeOf(await owner.fetch('POST', `${path}/members`, { headers: json, body }))).toBe(
      'payload_too_large',
    )
  })

  it('unsupported_media_type: a body that is not JSON', async () => {
    const headers = { 'content-type': 'text/plain' }
    expect(codeOf(await owner.fetch('POST', `${path}/members`, { headers, body: 'Ada' }))).toBe(
      'unsupported_media_type',
    )
  })

  it('route_not_found: an address where nothing is', async () => {
    expect(codeOf(await owner.fetch('GET', '/api/nothing'))).toBe('route_not_found')
  })

  it('method_not_allowed: an address that takes other methods, which are told', async () => {
    const reply = await owner.fetch('PUT', path)
    expect(codeOf(reply)).toBe('method_not_allowed')
    expect(reply.headers.allow?.split(', ').sort()).toEqual(['GET', 'PATCH'])
  })

  it('validation_failed: of a body of nothing but faults the first is told, and nobody waits for the others', async () => {
    const body = JSON.stringify(
      Object.fromEntries(Array.from({ length: 90_000 }, (_, index) => [`a${index}`, 1])),
    )
    const reply = await world.fetch('POST', '/api/accounts', { headers: json, body })
    expect(reply.status).toBe(400)
    expect((reply.body as { errors: unknown[] }).errors).toHaveLength(1)
  })

  it('validation_failed: every wrong value is named by its place', async () => {
    const body = { username: 'with space', displayName: '', surname: 'x' }
    const problem = await owner.problem('createMember', { body: body as { username: string } })
    expect(problem.code).toBe('validation_failed')
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(
      expect.arrayContaining(['/displayName', '/surname', '/username']),
    )
    expect(problem.errors).toContainEqual({
      pointer: '/username',
      reason: 'must be a word without white space, @ and invisible characters',
    })
  })

  it('cursor_invalid: a cursor belongs to its list and filter', async () => {
    await world.member('Ada')
    await world.member('Bo')
    const first = await owner.call('listMembers', { query: { limit: 1 } })
    const cursor = first.page.next ?? ''
    const next = await owner.call('listMembers', { query: { limit: 1, cursor } })
    expect(next.data[0]?.id).not.toBe(first.data[0]?.id)
    expect(await owner.refusal('listMembers', { query: { limit: 1, cursor, search: 'a' } })).toBe(
      'cursor_invalid',
    )
    expect(await owner.refusal('listReceipts', { query: { cursor } })).toBe('cursor_invalid')
    expect(await owner.refusal('listMembers', { query: { cursor: 'made-up' } })).toBe('cursor_invalid')
  })
})

describe('callers who are turned away', () => {
  it('unauthenticated: nobody, and keys that are not valid', async () => {
    expect(await world.as({}).refusal('listMembers', {})).toBe('unauthenticated')
    expect(await world.as({ authorization: 'Bearer nonsense' }).refusal('listMembers', {})).toBe(
      'unauthenticated',
    )
  })

  it('credential_expired: a key after its last day', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const key = await world.key(['view_members'], until)
    await world.as(key).call('listMembers', {})
    await world.clock.advance({ hours: 1, seconds: 1 })
    expect(await world.as(key).refusal('listMembers', {})).toBe('credential_expired')
  })

  it('forbidden: a key that lacks the permission, which is named', async () => {
    const problem = await world.as(await world.key(['view_audit'])).problem('listMembers', {})
    expect(problem).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('See members') })
  })

  it('forbidden: a key that says “me”; of a person it is their member, in every path', async () => {
    const ofMember = endpoints.filter(({ path }) => path.includes('{memberId}'))
    expect(ofMember.length).toBeGreaterThan(8)
    const headers = await world.key(['administrator'])
    const params = { fieldId: world.ownerMemberId, memberId: 'me' }
    for (const endpoint of ofMember) {
      const address = addressOf(endpoint, { communityId: world.communityId, ...params }, {})
      const byKey = await world.fetch(endpoint.method, address, { headers })
      expect(`${endpoint.name} ${codeOf(byKey)}`).toBe(`${endpoint.name} forbidden`)
    }
    const [own, byId] = [{ params }, { params: { memberId: world.ownerMemberId } }]
    for (const name of ['getMember', 'listBalances', 'getInventory', 'listPeriods'] as const)
      expect(await owner.call(name, own)).toEqual(await owner.call(name, byId))
  })

  it('not_found: a community of others looks like none', async () => {
    const communityId = '01980000-0000-7000-8000-000000000000'
    expect(await owner.refusal('getCommunity', { params: { communityId } })).toBe('not_found')
    expect(await owner.refusal('getMember', { params: { memberId: 'not-an-id' } })).toBe('not_found')
  })

  it('cross_site_request: a browser that another site made send the cookie', async () => {
    const from = (headers: Record<string, string>) =>
      owner.reply('updateCommunity', { body: { name: 'Taken over' }, headers })
    expect(codeOf(await from({ 'sec-fetch-site': 'cross-site' }))).toBe('cross_site_request')
    expect(codeOf(await from({ 'sec-fetch-site': 'same-site' }))).toBe('cross_site_request')
    expect(codeOf(await from({ origin: 'https://evil.example.com' }))).toBe('cross_site_request')
    expect((await from({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    const key = await world.key(['manage_community'])
    const reply = await world.as(key).reply('updateCommunity', {
      body: { name: 'By key' },
      headers: { origin: 'https://tools.example.com' },
    })
    expect(reply.status).toBe(200)
  })
})

describe('answers', () => {
  it('carry a request id, and problems name it', async () => {
    const reply = await world.as({}).reply('listMembers', {})
    expect((reply.body as { requestId: string }).requestId).toBe(reply.headers['x-request-id'])
    expect(reply.headers['www-authenticate']).toBe('Bearer')
  })

  it('describe themselves as OpenAPI 3.1', async () => {
    const reply = await world.fetch('GET', '/api/openapi.json')
    expect(reply.body).toMatchObject({ openapi: '3.1.0', info: { title: 'Guildhall' } })
    const ofFace = await world.fetch('GET', '/api/openapi-fingi.json')
    expect(ofFace.body).toMatchObject({ openapi: '3.1.0', paths: { '/api/pull_items': {} } })
  })

  it('staff writes keep the reason of X-Audit-Reason', async () => {
    const headers = { 'x-audit-reason': 'Asked for in the forum' }
    await owner.call('createField', { body: { key: 'audited', name: 'Audited', type: 'date' }, headers })
    const { data } = await owner.call('listAuditEntries', { query: { limit: 1 } })
    expect(data).toMatchObject([{ action: 'field.created', reason: 'Asked for in the forum' }])
  })
})
