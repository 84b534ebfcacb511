/**
 * Every endpoint with every kind of credential, against what its contract says of access. What must come out is
 * written down here by hand, as a table, and not asked of the server's own rules.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../contracts/endpoint.ts'
import type { EndpointName } from '../contracts/index.ts'
import { appPermissionNames, type PermissionName, permissionNames } from '../contracts/permissions.ts'
import { appKey } from './world/app-inputs.ts'
import { addressOf, type Credential } from './world/caller.ts'
import {
  all,
  appPermissionOf,
  expectedOf,
  type Kind,
  kinds,
  letThrough,
  permissionOf,
} from './world/expected-access.ts'
import { portalLink } from './world/fresh-endpoints.ts'
import type { Reply } from './world/http-client.ts'
import { createFixture, type Fixture, inputs, type SampleInput } from './world/inputs.ts'
import { newItem } from './world/item-inputs.ts'
import { cookieOf, createWorld, password, type World } from './world/world.ts'

let world: World
let fixture: Fixture
let foreign: Fixture
const credentials = new Map<string, Credential>()
beforeAll(async () => {
  world = await createWorld({ trustProxy: ['127.0.0.1'] })
  fixture = await createFixture(world)
  await makeCredentials()
})
afterAll(() => world?.stop())

async function makeCredentials(): Promise<void> {
  const owner = world.as(world.owner)
  const keyOf = (credential: { authorization: string }) => credential.authorization
  const set = (kind: Kind, credential: Credential, permission?: PermissionName) =>
    credentials.set(permission ? `${kind} ${permission}` : kind, credential)

  set('nobody', {})
  const revoked = await owner.call('createApiKey', {
    body: { name: 'Revoked', permissions: ['administrator'] },
  })
  await owner.call('revokeApiKey', { params: { keyId: revoked.id } })
  set('a revoked key', { authorization: `Bearer ${revoked.key}` })
  const soon = new Date(Date.now() + 60_000).toISOString()
  set('an expired key', await world.key(['administrator'], soon))
  await world.clock.advance({ minutes: 2 })
  const full = await world.key(['administrator'])
  set('a key with all permissions', full)
  set('a garbage key', { authorization: keyOf(full).replace(/.{3}$/, 'abc') })

  for (const permission of new Set(all.map(permissionOf))) {
    set('a key with just the permission', await world.key([permission]), permission)
    const others = permissionNames.filter((name) => name !== permission && name !== 'administrator')
    set('a key without the permission', await world.key(others), permission)
    const staff = await world.staff(`Staff-${permission}`, [permission])
    set('a member with just the permission', staff.credential, permission)
  }
  // A session of its own: one of the calls ends it.
  const login = { email: 'owner@example.com', password }
  set('the owner', cookieOf(await world.as({}).reply('logIn', { body: login })))
  set('a member without permissions', (await world.staff('Plain', [])).credential)
  set('a person without a community', (await world.person('lonely@example.com')).credential)

  const other = await owner.call('createCommunity', { body: { name: 'Another' } })
  const there = { params: { communityId: other.id } }
  const key = await owner.call('createApiKey', {
    ...there,
    body: { name: 'There', permissions: ['administrator'] },
  })
  set('a key of another community', { authorization: `Bearer ${key.key}` })
  const body = { username: 'foreigner', email: 'foreigner@example.com' }
  const member = await owner.call('createMember', { ...there, body })
  set('a member of another community', (await world.person('foreigner@example.com')).credential)
  const webhook = await owner.call('createIncomingWebhook', { ...there, body: { name: 'There' } })
  const path = new URL(webhook.url ?? '').pathname
  await world.send({ path }, { any: 'thing' })
  const receipts = await owner.call('listReceipts', there)
  const field = await owner.call('createField', {
    ...there,
    body: { key: 'there', name: 'There', type: 'date' },
  })
  const app = await owner.call('createApp', {
    ...there,
    body: { title: 'There', appUrl: 'https://there.example' },
  })
  const item = await owner.call('createItem', {
    params: { ...there.params, appId: app.id },
    body: newItem(),
  })
  foreign = {
    world,
    memberId: member.id,
    fieldId: field.id,
    keyId: key.id,
    receiptId: receipts.data[0]?.id ?? '',
    // Alerts of others are tried in journeys/insights.test.ts.
    alertId: '',
    appId: app.id,
    itemId: item.id,
    webhook: { id: webhook.id, name: 'There', path, apiKey: null },
  }
}

const credentialOf = (kind: Kind, permission: PermissionName) =>
  credentials.get(kind) ?? credentials.get(`${kind} ${permission}`) ?? {}

/** A portal link of the very endpoint that the input is about, or of another. */
async function portalLinkOf(kind: Kind, { params = {} }: SampleInput): Promise<Credential | undefined> {
  if (!kind.includes('portal link')) return undefined
  const isOther = kind === 'a portal link of another endpoint'
  const endpointId = isOther ? undefined : await endpointOf(params)
  return portalLink(world, endpointId, kind !== 'its portal link without rotation')
}

async function endpointOf({ endpointId, deliveryId }: Record<string, string>): Promise<string | undefined> {
  if (deliveryId === undefined) return endpointId
  const { body } = await world.as(world.owner).reply('getDelivery', { params: { deliveryId } })
  return (body as { endpointId?: string }).endpointId
}

/** A key of the very app that the input is about, or of another. */
async function appKeyOf(
  kind: Kind,
  endpoint: Endpoint & { name: EndpointName },
  input: SampleInput,
): Promise<Credential | undefined> {
  if (!/key of (the|another) app|its key/.test(kind)) return undefined
  const appId = kind === 'a key of another app' ? undefined : await appOf(input)
  const held = appPermissionOf(endpoint) ?? 'events.read'
  const others = appPermissionNames.filter((name) => name !== held)
  return appKey(world, appId, kind === 'its key without the permission' ? others : [held])
}

async function appOf({ params = {}, query = {} }: SampleInput): Promise<string | undefined> {
  const { itemId, mergeId, periodId, appId = query.appId as string | undefined } = params
  if (periodId !== undefined) return appOfPeriod(periodId)
  if (mergeId !== undefined)
    return (await world.as(world.owner).call('getMerge', { params: { mergeId } })).appId
  if (itemId === undefined) return appId
  return (await world.as(world.owner).call('getItem', { params: { itemId } })).appId
}

async function appOfPeriod(periodId: string): Promise<string | undefined> {
  const params = { memberId: world.ownerMemberId }
  const { data } = await world.as(world.owner).call('listPeriods', { params, query: { limit: 200 } })
  return data.find(({ id }) => id === periodId)?.appId
}

let callCount = 0
async function send(endpoint: Endpoint, credential: Credential, input: SampleInput): Promise<Reply> {
  // Each from an address of its own, so that limits per address stay out of the way.
  const from = `10.0.${Math.floor(++callCount / 250)}.${callCount % 250}`
  const address = addressOf(endpoint, { communityId: world.communityId, ...input.params }, input.query)
  return world.fetch(endpoint.method, address, {
    headers: {
      ...credential,
      'x-forwarded-for': from,
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  })
}

/** A call that is refused uses nothing up, so all of them can have the same. */
const refusedInputs = new Map<EndpointName, SampleInput>()
async function refusedInput(name: EndpointName): Promise<SampleInput> {
  const input = refusedInputs.get(name) ?? (await inputs[name](fixture))
  refusedInputs.set(name, input)
  return input
}

const codeOf = (reply: Reply) => (reply.body as { code?: string } | undefined)?.code
/** Leaving ends what a member may, and logging out the credential, so they come last. */
const last: readonly EndpointName[] = ['leaveCommunity', 'logOut']
const inOrder = [
  ...all.filter(({ name }) => !last.includes(name)),
  ...last.flatMap((name) => all.filter((endpoint) => endpoint.name === name)),
]

describe.each(inOrder)('$name', (endpoint) => {
  it.each(kinds)('%s', async (kind) => {
    const expected = expectedOf(endpoint, kind)
    const input =
      expected === 'yes' ? await inputs[endpoint.name](fixture) : await refusedInput(endpoint.name)
    const credential =
      (await portalLinkOf(kind, input)) ??
      (await appKeyOf(kind, endpoint, input)) ??
      credentialOf(kind, permissionOf(endpoint))
    const reply = await send(endpoint, credential, input)
    if (expected !== 'yes') expect(codeOf(reply) ?? reply.status).toBe(expected)
    else if (reply.status >= 400) expect(codeOf(reply)).toBe(letThrough[endpoint.name] ?? 'a success')
    else expect(reply.status).toBeLessThan(300)
  })
})

describe('what belongs to another community does not exist here, not even for the owner of both', () => {
  const ids: Record<string, (from: Fixture) => string> = {
    memberId: ({ memberId }) => memberId,
    fieldId: ({ fieldId }) => fieldId,
    keyId: ({ keyId }) => keyId,
    webhookId: ({ webhook }) => webhook.id,
    receiptId: ({ receiptId }) => receiptId,
    appId: ({ appId }) => appId,
    itemId: ({ itemId }) => itemId,
  }
  const cases = all.flatMap((endpoint) =>
    Object.keys(ids)
      .filter((name) => endpoint.path.includes(`{${name}}`))
      .map((name) => ({ endpoint, name, title: endpoint.name })),
  )

  it.each(cases)('$title with a foreign $name', async ({ endpoint, name }) => {
    // Keys are nobody, and so do not come as far as what people do with their own.
    const isOfPeople = endpoint.access.kind === 'account'
    const credential = isOfPeople ? world.owner : credentials.get('a key with all permissions')
    const input = await inputs[endpoint.name](fixture)
    const params = { ...input.params, [name]: ids[name]?.(foreign) ?? '' }
    expect(codeOf(await send(endpoint, credential ?? {}, { ...input, params }))).toBe('not_found')
  })

  it('was tried on every endpoint below a thing', () => {
    expect(cases.length).toBeGreaterThan(20)
  })
})
