/** The first run, in the browser and from the command line, on a real PostgreSQL. */
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stranger } from '../../../tests/world/feature-context.ts'
import {
  createEmptyWorld,
  type EmptyWorld,
  listFacts,
  person,
  refusalOf,
  signedIn,
} from '../../../tests/world/founded-world.ts'
import { listAuditEntries } from '../audit/list-audit-entries.ts'
import { createCommunity } from './create-community.ts'
import { createOwner } from './create-owner.ts'
import { getMe } from './get-me.ts'
import { getSetup } from './get-setup.ts'
import { listCommunities } from './list-communities.ts'
import { openSetupLink } from './setup-link.ts'

const firstRun = {
  email: 'ada@example.com',
  password: 'correct horse battery',
  displayName: 'Ada',
  communityName: 'Engine Room',
}
const headless = {
  ownerEmail: 'ada@example.com',
  ownerPassword: 'correct horse battery',
  communityName: 'Engine Room',
}

let world: EmptyWorld
beforeEach(async () => {
  world = await createEmptyWorld()
})
afterEach(() => world.close())

const parts = (listeners: (() => Promise<void>)[] = []) => ({
  access: world.access,
  communityListeners: listeners,
  setupLink: openSetupLink(world.ctx.config.publicUrl),
})
const here = () => stranger(world.ctx, { ip: '127.0.0.1' })
const elsewhere = () => stranger(world.ctx, { ip: '192.0.2.7' })

describe('the first run in the browser', () => {
  it('makes a verified owner and a first community, and signs the owner in', async () => {
    const created = await createOwner(world.ctx, parts(), here(), firstRun)
    expect(created.setCookie.join()).toContain('HttpOnly')
    const accountId = (await world.access.findInstallationOwner(world.ctx.db)) ?? ''
    const owner = signedIn(world, accountId, 'Ada')
    expect(await getMe(world.ctx, owner, created.communityId)).toMatchObject({
      id: created.ownerMemberId,
      email: 'ada@example.com',
      username: 'ada',
      displayName: 'Ada',
      isOwner: true,
      isLinked: true,
      permissions: ['administrator'],
    })
    expect(await listCommunities(world.ctx, owner)).toMatchObject([
      { id: created.communityId, name: 'Engine Room', memberCount: 1, revision: 1 },
    ])
    expect(await listFacts(world, created.communityId)).toMatchObject([
      { type: 'member.joined', payload: { method: 'setup' }, actor_kind: 'account' },
    ])
    const entries = (await listAuditEntries(world.ctx, created.communityId, {})).data
    expect(entries).toMatchObject([{ action: 'community.created', actor: { label: 'Ada' } }])
  })
  it('refuses setup_link_needed from elsewhere without the token or with a wrong one', async () => {
    const setup = parts()
    expect(await refusalOf(createOwner(world.ctx, setup, elsewhere(), firstRun))).toBe('setup_link_needed')
    const wrong = { ...firstRun, token: 'w'.repeat(43) }
    expect(await refusalOf(createOwner(world.ctx, setup, elsewhere(), wrong))).toBe('setup_link_needed')
    expect(await getSetup(world.ctx, elsewhere())).toEqual({ isSetUp: false, needsLink: true })
    expect(await getSetup(world.ctx, here())).toEqual({ isSetUp: false, needsLink: false })
  })
  it('is open from elsewhere with the token of the printed link, once', async () => {
    const setup = parts()
    const token = new URL(setup.setupLink.url() ?? '').searchParams.get('token') ?? ''
    await createOwner(world.ctx, setup, elsewhere(), { ...firstRun, token })
    expect(setup.setupLink.url()).toBeNull()
    expect(setup.setupLink.admits(token)).toBe(false)
    expect(await getSetup(world.ctx, elsewhere())).toEqual({ isSetUp: true, needsLink: false })
  })
  it('refuses already_set_up when there is an owner', async () => {
    await createOwner(world.ctx, parts(), here(), firstRun)
    const second = { ...firstRun, email: 'eve@example.com' }
    expect(await refusalOf(createOwner(world.ctx, parts(), here(), second))).toBe('already_set_up')
  })
  it('lets one of two first runs at once win and leaves nothing of the other', async () => {
    const run = (email: string) => refusalOf(createOwner(world.ctx, parts(), here(), { ...firstRun, email }))
    const outcomes = await Promise.all([run('ada@example.com'), run('eve@example.com')])
    expect(outcomes.sort()).toEqual(['already_set_up', 'done'])
    const left = await sql<{ accounts: number; communities: number }>`
      select (select count(*) from access_accounts) as accounts,
             (select count(*) from communities) as communities`.execute(world.ctx.db)
    expect(left.rows).toEqual([{ accounts: 1, communities: 1 }])
  })
  it('refuses email_taken when somebody registered the address before', async () => {
    await person(world, 'ada@example.com', false)
    expect(await refusalOf(createOwner(world.ctx, parts(), here(), firstRun))).toBe('email_taken')
  })
  it('leaves nothing behind when a feature cannot add what it needs', async () => {
    const failing = async () => {
      throw new Error('no room for assets')
    }
    await expect(createOwner(world.ctx, parts([failing]), here(), firstRun)).rejects.toThrow('no room')
    expect(await getSetup(world.ctx, here())).toMatchObject({ isSetUp: false })
    expect(await refusalOf(createOwner(world.ctx, parts(), here(), firstRun))).toBe('done')
  })
})

describe('the first run from the command line', () => {
  it('answers a key that may do everything in the new community', async () => {
    const made = await world.communities.bootstrap(world.ctx, headless)
    const request = { headers: { authorization: `Bearer ${made.apiKey}` }, ip: '127.0.0.1' }
    const key = await world.access.identify({ ...request, id: world.ctx.ids.next() })
    expect(key).toMatchObject({ kind: 'api_key', communityId: made.communityId })
    const needed = { kind: 'permission', permission: 'view_audit' } as const
    expect(await world.access.admit(key, needed, { communityId: made.communityId })).toBe(key)
  })
  it('refuses already_set_up for a second owner', async () => {
    await world.communities.bootstrap(world.ctx, headless)
    const second = { ...headless, ownerEmail: 'eve@example.com' }
    expect(await refusalOf(world.communities.bootstrap(world.ctx, second))).toBe('already_set_up')
  })
})

describe('the first-run link', () => {
  it('is offered while there is no owner, and not after a later start', async () => {
    expect(world.communities.firstRunUrl()).toMatch(/\/setup\?token=[\w-]{43}$/)
    expect(openSetupLink('http://a').url()).not.toBe(openSetupLink('http://a').url())
  })
})

describe('founding another community', () => {
  it('tells the listeners inside the transaction and makes the account its owner', async () => {
    const first = await world.communities.bootstrap(world.ctx, headless)
    const accountId = (await world.access.findInstallationOwner(world.ctx.db)) ?? ''
    const told: string[] = []
    const owner = signedIn(world, accountId, 'ada')
    const listeners = [async (_tx: unknown, id: string) => void told.push(id)]
    const community = await createCommunity(world.ctx, listeners, owner, { name: ' Second ' })
    expect(told).toEqual([community.id])
    expect(community).toMatchObject({ name: 'Second', memberCount: 1, revision: 1 })
    expect((await listCommunities(world.ctx, owner)).map(({ id }) => id)).toEqual([
      first.communityId,
      community.id,
    ])
  })
})
