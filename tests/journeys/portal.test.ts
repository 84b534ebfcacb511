/** Portal links over HTTP: what one shows of its endpoint, what it hides, and how it ends. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { portalLinkCountMax } from '../../contracts/portal.ts'
import type { Caller, Credential } from '../world/caller.ts'
import { egressToLoopback, type Receiver, startReceiver } from '../world/receiver.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let receiver: Receiver
let owner: Caller
beforeAll(async () => {
  receiver = await startReceiver()
  world = await createWorld({ egress: egressToLoopback() })
  owner = world.as(world.owner)
})
afterAll(async () => {
  await world?.stop()
  await receiver?.close()
})

let count = 0
let endpointId: string
beforeEach(async () => {
  const body = { name: `Arena ${++count}`, url: receiver.url, eventTypes: ['member.*'] }
  endpointId = (await owner.call('createEndpoint', { body })).id
})

interface Made {
  id: string
  url: string
  link: Caller
  credential: Credential
}

async function make(more: { hours?: number; canRotate?: boolean; endpointId?: string } = {}): Promise<Made> {
  const { endpointId: of = endpointId, ...body } = { hours: 24, ...more }
  const params = { endpointId: of }
  const made = await owner.call('createPortalLink', { params, body: { name: 'Arena staff', ...body } })
  const credential = { authorization: `Bearer ${new URL(made.url).hash.slice(1)}` }
  return { id: made.id, url: made.url, credential, link: world.as(credential) }
}

const params = () => ({ endpointId })
const auditActions = async () =>
  (await owner.call('listAuditEntries', { query: { limit: 100 } })).data.filter(
    ({ actor }) => actor.kind === 'portal_link',
  )

describe('a portal link', () => {
  it('bears its secret behind the #, says what it is for, and is kept as a digest only', async () => {
    const { url, link } = await make({ canRotate: true })
    expect(new URL(url)).toMatchObject({ pathname: '/portal', search: '' })
    expect(await link.call('getPortal', {})).toMatchObject({
      communityId: world.communityId,
      communityName: expect.stringMatching(/./),
      endpointId,
      canRotate: true,
    })
    const stored = sql<{ text: string }>`select link::text as text from outgoing_portal_links link`
    const { rows } = await stored.execute(world.app.ctx.db)
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).not.toContain(new URL(url).hash.slice(5, 20))
    expect(JSON.stringify(await owner.call('listPortalLinks', { params: params() }))).not.toContain('ghp_')
  })

  it('shows the endpoint and its deliveries, sends a test and sends one again', async () => {
    const { link } = await make()
    expect(await link.call('getEndpoint', { params: params() })).toMatchObject({ id: endpointId })
    const { id: deliveryId } = await link.call('sendTestDelivery', { params: params() })
    await world.drainDeliveries()
    const { data } = await link.call('listDeliveries', {})
    expect(data.map(({ id, status }) => ({ id, status }))).toEqual([{ id: deliveryId, status: 'success' }])
    const delivery = await link.call('getDelivery', { params: { deliveryId } })
    expect(delivery.explanation).toMatch(/./)
    await link.call('replayDelivery', { params: { deliveryId } })
    await world.drainDeliveries()
    expect((await link.call('listAttempts', { params: { deliveryId } })).data).toHaveLength(2)
  })

  it('sees nothing of another endpoint, whichever way it asks', async () => {
    const { link } = await make()
    const body = { name: `Other ${++count}`, url: receiver.url, eventTypes: ['member.*'] }
    const other = { endpointId: (await owner.call('createEndpoint', { body })).id }
    const { id: deliveryId } = await owner.call('sendTestDelivery', { params: other })
    await world.drainDeliveries()
    expect(await link.refusal('getEndpoint', { params: other })).toBe('not_found')
    expect(await link.refusal('sendTestDelivery', { params: other })).toBe('not_found')
    expect(await link.refusal('listDeliveries', { query: other })).toBe('not_found')
    expect((await link.call('listDeliveries', {})).data).toEqual([])
    for (const name of ['getDelivery', 'listAttempts', 'replayDelivery'] as const) {
      expect(await link.refusal(name, { params: { deliveryId } }), name).toBe('not_found')
    }
  })

  it('neither changes the endpoint nor sees or makes links', async () => {
    const { link } = await make({ canRotate: true })
    const change = { params: params(), body: { name: 'Mine' } }
    expect(await link.refusal('updateEndpoint', change)).toBe('not_found')
    expect(await link.refusal('listPortalLinks', { params: params() })).toBe('not_found')
    const more = { params: params(), body: { name: 'Friends', hours: 700 } }
    expect(await link.refusal('createPortalLink', more)).toBe('not_found')
  })

  it('draws a secret only where it was made for that', async () => {
    const plain = await make()
    const rotate = { params: params(), body: {} }
    expect(await plain.link.refusal('rotateEndpointSecret', rotate)).toBe('forbidden')
    const { link } = await make({ canRotate: true })
    expect((await link.call('rotateEndpointSecret', rotate)).secret).toMatch(/^whsec_/)
    expect(await auditActions()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'endpoint.secret_rotated', actor: expect.anything() }),
      ]),
    )
  })
})

describe('the end of a portal link', () => {
  it('credential_expired: it works no longer than was chosen, and is listed no more', async () => {
    const { link } = await make({ hours: 1 })
    await world.clock.advance({ minutes: 59 })
    await link.call('getPortal', {})
    await world.clock.advance({ minutes: 2 })
    expect(await link.refusal('getPortal', {})).toBe('credential_expired')
    expect((await owner.call('listPortalLinks', { params: params() })).data).toEqual([])
  })

  it('unauthenticated: once revoked it is nobody’s, at once', async () => {
    const { id, link } = await make()
    await link.call('getPortal', {})
    await owner.call('revokePortalLink', { params: { ...params(), portalLinkId: id } })
    expect(await link.refusal('getPortal', {})).toBe('unauthenticated')
    expect(await owner.refusal('revokePortalLink', { params: { ...params(), portalLinkId: id } })).toBe(
      'not_found',
    )
  })

  it('goes with its endpoint', async () => {
    const { link } = await make()
    await owner.call('deleteEndpoint', { params: params() })
    expect(await link.refusal('getPortal', {})).toBe('unauthenticated')
  })

  it('portal_link_limit_reached: an endpoint holds so many that work', async () => {
    const made = []
    for (let number = 0; number < portalLinkCountMax; number++) made.push(await make({ hours: 1 }))
    const body = { name: 'One more', hours: 1 }
    expect(await owner.refusal('createPortalLink', { params: params(), body })).toBe(
      'portal_link_limit_reached',
    )
    await world.clock.advance({ minutes: 61 })
    await make()
  })
})

it('the audit log tells of its making, its use once an hour, and what was done with it', async () => {
  const { id, link } = await make()
  for (let use = 0; use < 3; use++) await link.call('getPortal', {})
  const used = async () => {
    const entries = await auditActions()
    return entries.filter(({ action, actor }) => action === 'portal_link.used' && actor.id === id)
  }
  await expect.poll(used).toHaveLength(1)
  await world.clock.advance({ minutes: 61 })
  await link.call('getPortal', {})
  await expect.poll(used).toHaveLength(2)
  const { data } = await owner.call('listPortalLinks', { params: params() })
  expect(data[0]?.lastUsedAt).not.toBeNull()
  const { data: all } = await owner.call('listAuditEntries', { query: { limit: 100 } })
  expect(all.map(({ action }) => action)).toContain('portal_link.created')
})
