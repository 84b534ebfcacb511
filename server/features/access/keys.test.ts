/** API keys, who a request comes from, and where it is let in; on a real PostgreSQL. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { keyCountMax } from '../../../contracts/access.ts'
import { type PermissionName, permissionNames } from '../../../contracts/permissions.ts'
import { createFeatureContext, type FeatureContext, stranger } from '../../../tests/world/feature-context.ts'
import type { Actor } from '../actor.ts'
import { listKeys } from './access.store.ts'
import { admit } from './admit.ts'
import { createAccount } from './create-account.ts'
import { createKey } from './create-key.ts'
import { formKey } from './credential-key.rules.ts'
import { type AccessEngine, createEngine } from './engine.ts'
import { identify } from './identify.ts'
import { type KeyUse, startKeyUse } from './key-use.ts'
import { permissionBits } from './permissions.rules.ts'
import { requirePermissionOrSelf } from './require-permission.ts'
import { revokeKey } from './revoke-key.ts'
import { signIn } from './sign-in.ts'

const communityId = randomUUID()
const otherCommunityId = randomUUID()
const memberId = randomUUID()

let ctx: FeatureContext
let engine: AccessEngine
let keyUse: KeyUse
let accountId: string
let session: string

beforeAll(async () => {
  ctx = await createFeatureContext()
  engine = createEngine(ctx)
  keyUse = startKeyUse(ctx)
  accountId = await createAccount(ctx, {
    email: 'ada@example.com',
    password: 'correct horse',
    displayName: 'Ada',
    isVerified: true,
  })
  const { setCookie } = await signIn(ctx, engine, accountId, stranger(ctx))
  session = (setCookie[0] as string).split(';')[0] as string
  const member = { memberId, label: 'Ada of the guild', permissions: permissionBits(['view_members']) }
  engine.memberships.plug({
    find: async (community, account) =>
      community === communityId && account === accountId ? member : undefined,
    list: async () => [],
    seen: async () => {},
  })
})
afterAll(async () => {
  await keyUse.stop()
  await ctx.close()
})

const staff = (permissions: PermissionName[]): Actor =>
  stranger(ctx, { kind: 'account', id: accountId, accountId, permissions: permissionBits(permissions) })

const make = (actor: Actor, permissions: PermissionName[], more: { expiresAt?: string | null } = {}) =>
  ctx.inTransaction((tx) =>
    createKey(ctx, tx, actor, communityId, { name: 'Game server', permissions, ...more }),
  )

const arrive = (headers: Record<string, string>) =>
  identify(engine, keyUse, { headers, ip: '192.0.2.1', id: ctx.ids.next() })

const withKey = (key: string) => arrive({ authorization: `Bearer ${key}` })

describe('a key', () => {
  it('is shown once and acts for its community with its permissions', async () => {
    const { key, ...shown } = await make(staff(['administrator']), ['manage_webhooks', 'view_members'])
    expect(shown).toMatchObject({ name: 'Game server', permissions: ['view_members', 'manage_webhooks'] })
    expect(JSON.stringify(await listKeys(ctx.db, communityId, keyCountMax))).not.toContain(key.slice(10))
    expect(await withKey(key)).toMatchObject({
      kind: 'api_key',
      id: shown.id,
      label: 'Game server',
      communityId,
      accountId: null,
      memberId: null,
      permissions: permissionBits(['manage_webhooks', 'view_members']),
    })
  })

  it('counts before the cookie that travels along', async () => {
    const { key } = await make(staff(['administrator']), ['view_members'])
    expect((await arrive({ authorization: `bearer ${key}`, cookie: session })).kind).toBe('api_key')
  })

  it('unauthenticated: one that is malformed, unknown, of another scheme or revoked is refused', async () => {
    const { key, id } = await make(staff(['administrator']), ['view_members'])
    await revokeKey(ctx, staff(['administrator']), communityId, id)
    const refused = [
      `Bearer ${key}`,
      `Bearer ${formKey('c', randomBytes(32))}`,
      `Bearer ${key.slice(0, -1)}`,
      'Bearer',
      'Basic YTpi',
      '',
    ]
    for (const authorization of refused) {
      await expect(arrive({ authorization, cookie: session })).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    }
  })

  it('credential_expired: one is refused from the moment it expires', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const { key, id, ...shown } = await make(staff(['administrator']), ['view_members'], { expiresAt })
    expect(shown.expiresAt).toBe(expiresAt)
    expect((await withKey(key)).kind).toBe('api_key')
    await ctx.pool.query('update access_keys set expires_at = guildhall_now() where id = $1', [id])
    await expect(withKey(key)).rejects.toMatchObject({ code: 'credential_expired' })
  })

  it('an expiry in the past is refused', async () => {
    const late = make(staff(['administrator']), ['view_members'], { expiresAt: '2020-01-01T00:00:00Z' })
    await expect(late).rejects.toMatchObject({ code: 'validation_failed' })
  })

  it('permission_not_held: nobody makes a key that can do more than they', async () => {
    const keyMaker = staff(['manage_api_keys', 'view_members'])
    await expect(make(keyMaker, ['view_members', 'adjust_balances'])).rejects.toMatchObject({
      code: 'permission_not_held',
    })
    await expect(make(keyMaker, ['administrator'])).rejects.toMatchObject({ code: 'permission_not_held' })
    expect((await make(keyMaker, ['view_members'])).permissions).toEqual(['view_members'])
    expect((await make(staff(['administrator']), [...permissionNames])).permissions).toEqual(permissionNames)
  })

  it('not_found: one of another community, or revoked already, cannot be revoked', async () => {
    const { id } = await make(staff(['administrator']), ['view_members'])
    await expect(revokeKey(ctx, staff(['administrator']), otherCommunityId, id)).rejects.toMatchObject({
      code: 'not_found',
    })
    await revokeKey(ctx, staff(['administrator']), communityId, id)
    await expect(revokeKey(ctx, staff(['administrator']), communityId, id)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('its last use is noted once, and again after a minute', async () => {
    const { key, id } = await make(staff(['administrator']), ['view_members'])
    const lastUse = async () =>
      (await listKeys(ctx.db, communityId, keyCountMax)).find((row) => row.id === id)?.last_used_at ?? null
    expect(await lastUse()).toBeNull()
    await withKey(key)
    const first = await vi.waitUntil(lastUse, { timeout: 10_000 })
    await withKey(key)
    await keyUse.stop()
    expect(await lastUse()).toEqual(first)
    await ctx.pool.query(
      `update access_keys set last_used_at = last_used_at - interval '61 seconds' where id = $1`,
      [id],
    )
    ctx.advance(61_000)
    await withKey(key)
    await keyUse.stop()
    expect((await lastUse())?.getTime()).toBeGreaterThan(first.getTime())
  })

  it('api_key_limit_reached: a community has at most 100', async () => {
    const crowded = randomUUID()
    const makeOne = () =>
      ctx.inTransaction((tx) =>
        createKey(ctx, tx, staff(['administrator']), crowded, { name: 'One', permissions: ['view_members'] }),
      )
    let last = await makeOne()
    for (let count = 1; count < keyCountMax; count++) last = await makeOne()
    await expect(makeOne()).rejects.toMatchObject({ code: 'api_key_limit_reached' })
    await revokeKey(ctx, staff(['administrator']), crowded, last.id)
    expect((await makeOne()).name).toBe('One')
  })
})

describe('a request', () => {
  it('without a credential comes from nobody', async () => {
    const actor = await arrive({ 'x-audit-reason': '  ticket 7  ', 'user-agent': 'curl' })
    expect(actor).toMatchObject({ kind: 'nobody', reason: 'ticket 7', userAgent: 'curl', permissions: 0n })
  })

  it('says why in any script, and in what is no UTF-8 as it came', async () => {
    const inBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
    expect(await arrive({ 'x-audit-reason': inBytes('Grüße 🎁') })).toMatchObject({ reason: 'Grüße 🎁' })
    expect(await arrive({ 'x-audit-reason': 'Gr\u00fc\u00dfe' })).toMatchObject({ reason: 'Grüße' })
  })

  it('with a session comes from the person, without any permission yet', async () => {
    expect(await arrive({ cookie: `theme=dark; ${session}` })).toMatchObject({
      kind: 'account',
      accountId,
      label: 'Ada',
      communityId: null,
      permissions: 0n,
    })
  })
})

describe('letting in', () => {
  it('a member acts under the name and with the permissions of the community', async () => {
    const actor = await arrive({ cookie: session })
    const member = await admit(ctx, engine.memberships, actor, { kind: 'member' }, { communityId })
    expect(member).toMatchObject({ communityId, memberId, label: 'Ada of the guild', accountId })
    const allowed = { kind: 'permission', permission: 'view_members' } as const
    expect((await admit(ctx, engine.memberships, actor, allowed, { communityId })).memberId).toBe(memberId)
  })

  it('forbidden: a member without the permission is told which one', async () => {
    const actor = await arrive({ cookie: session })
    const needed = { kind: 'permission', permission: 'view_audit' } as const
    await expect(admit(ctx, engine.memberships, actor, needed, { communityId })).rejects.toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('Read the audit log'),
    })
  })

  it('not_found: a community one does not belong to does not exist', async () => {
    const { key } = await make(staff(['administrator']), ['administrator'])
    for (const actor of [await arrive({ cookie: session }), await withKey(key)]) {
      const attempt = admit(
        ctx,
        engine.memberships,
        actor,
        { kind: 'member' },
        { communityId: otherCommunityId },
      )
      await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('forbidden: only the owner of the installation passes as such', async () => {
    const actor = await arrive({ cookie: session })
    const asOwner = () => admit(ctx, engine.memberships, actor, { kind: 'installation_owner' }, {})
    await expect(asOwner()).rejects.toMatchObject({ code: 'forbidden' })
    await ctx.pool.query('insert into access_installation (owner_account_id) values ($1)', [accountId])
    expect((await asOwner()).accountId).toBe(accountId)
  })

  it("what is one's own needs no permission", async () => {
    const actor = await admit(
      ctx,
      engine.memberships,
      await arrive({ cookie: session }),
      { kind: 'member' },
      { communityId },
    )
    requirePermissionOrSelf(actor, 'view_ledger', memberId)
    requirePermissionOrSelf(actor, 'view_members', randomUUID())
    expect(() => requirePermissionOrSelf(actor, 'view_ledger', randomUUID())).toThrow('Read the ledger')
  })
})
