/** Adding, finding and changing members, on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createFoundedWorld,
  type FoundedWorld,
  keyActor,
  listFacts,
  refusalOf,
} from '../../../tests/world/founded-world.ts'
import { listAuditEntries } from '../audit/list-audit-entries.ts'
import { createMember, type NewMember } from './create-member.ts'
import { getMember } from './get-member.ts'
import { listMembers, type MemberQuery } from './list-members.ts'
import { type MemberPatch, updateMember } from './update-member.ts'

let world: FoundedWorld
beforeAll(async () => {
  world = await createFoundedWorld()
})
afterAll(() => world.close())

const add = (member: Omit<NewMember, 'communityId'>) =>
  createMember(world.ctx, keyActor(world, 'manage_members'), { communityId: world.communityId, ...member })
const change = (patch: Omit<MemberPatch, 'communityId'>, actor = keyActor(world, 'manage_members')) =>
  updateMember(world.ctx, actor, { communityId: world.communityId, ...patch })
const find = async (query: MemberQuery) =>
  (await listMembers(world.ctx, world.communityId, query)).data.map(({ username }) => username)

describe('adding a member', () => {
  it('makes the member findable at once by e-mail and username, without case', async () => {
    await add({ email: 'Grace@Example.com', username: 'Grace', displayName: 'Grace Hopper' })
    expect(await find({ email: 'grace@EXAMPLE.com' })).toEqual(['Grace'])
    expect(await find({ username: 'GRACE' })).toEqual(['Grace'])
    expect(await find({ email: 'grace@example.co' })).toEqual([])
  })
  it('announces member.joined under the request, and writes the audit entry', async () => {
    const actor = { ...keyActor(world, 'manage_members'), reason: 'Asked by mail' }
    const member = await createMember(world.ctx, actor, {
      communityId: world.communityId,
      username: 'katherine',
    })
    const fact = (await listFacts(world, world.communityId)).at(-1)
    expect(fact).toEqual({
      type: 'member.joined',
      subject_id: member.id,
      payload: { memberId: member.id, username: 'katherine', method: 'api' },
      actor_kind: 'api_key',
      cause_kind: 'request',
      cause_id: actor.requestId,
    })
    const [entry] = (await listAuditEntries(world.ctx, world.communityId, { limit: 1 })).data
    expect(entry).toMatchObject({
      action: 'member.created',
      subject: { kind: 'member', id: member.id, label: 'katherine' },
      actor: { kind: 'api_key', label: 'Test key' },
      reason: 'Asked by mail',
    })
  })
  it('takes the username as display name when none is given', async () => {
    expect(await add({ username: 'mary' })).toMatchObject({
      email: null,
      displayName: 'mary',
      isOwner: false,
      isLinked: false,
      permissions: [],
    })
  })
  it('refuses an address that games are told instead of one', async () => {
    const adding = add({ username: 'impostor', email: 'Test-704215@members.invalid' })
    expect(await refusalOf(adding)).toBe('validation_failed')
  })
  it('refuses email_taken for an e-mail that another member has in other case', async () => {
    await add({ email: 'annie@example.com', username: 'annie' })
    expect(await refusalOf(add({ email: 'ANNIE@example.com', username: 'annie2' }))).toBe('email_taken')
  })
  it('refuses username_taken for a username that another member has', async () => {
    await add({ username: 'dorothy' })
    expect(await refusalOf(add({ username: 'Dorothy' }))).toBe('username_taken')
  })
  it('lets only one of two requests at once have a username', async () => {
    const both = [refusalOf(add({ username: 'twin' })), refusalOf(add({ username: 'Twin' }))]
    expect((await Promise.all(both)).sort()).toEqual(['done', 'username_taken'])
  })
})

describe('listing members', () => {
  it('finds by the start of e-mail, username and display name', async () => {
    await add({ email: 'zoe.mail@example.com', username: 'first', displayName: 'One' })
    await add({ username: 'zoe.name', displayName: 'Two' })
    await add({ username: 'third', displayName: 'Zoe.Shown' })
    expect(await find({ search: 'ZOE.' })).toEqual(['third', 'zoe.name', 'first'])
  })
  it('takes the signs of patterns in a search literally', async () => {
    await add({ username: 'hundred%', displayName: 'x' })
    expect(await find({ search: 'h%' })).toEqual([])
    expect(await find({ search: 'hundred%' })).toEqual(['hundred%'])
    expect(await find({ search: '_undred' })).toEqual([])
  })
  it('goes through all members in pages, newest first, each once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = cursor === undefined ? { limit: 3 } : { limit: 3, cursor }
      const page = await listMembers(world.ctx, world.communityId, query)
      seen.push(...page.data.map(({ id }) => id))
      cursor = page.page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen.length).toBeGreaterThan(6)
    expect(seen).toEqual([...new Set(seen)].sort().reverse())
    expect(seen.at(-1)).toBe(world.ownerMemberId)
  })
  it('refuses cursor_invalid for a cursor of another filter', async () => {
    const { page } = await listMembers(world.ctx, world.communityId, { limit: 1 })
    const cursor = page.next ?? ''
    expect(await refusalOf(find({ cursor, search: 'a' }))).toBe('cursor_invalid')
  })
})

describe('changing a member', () => {
  it('changes what is given and leaves the rest', async () => {
    const member = await add({ email: 'joan@example.com', username: 'joan', displayName: 'Joan' })
    const changed = await change({ memberId: member.id, displayName: 'Joan Clarke' })
    expect(changed).toEqual({ ...member, displayName: 'Joan Clarke' })
    const [entry] = (await listAuditEntries(world.ctx, world.communityId, { limit: 1 })).data
    expect(entry?.changes).toEqual({ displayName: { before: 'Joan', after: 'Joan Clarke' } })
  })
  it('announces member.changed when an identifier has changed, without telling it, and not otherwise', async () => {
    const { id: memberId } = await add({ username: 'hedy', email: 'hedy@example.com' })
    await change({ memberId, username: 'HEDY', displayName: 'Hedy Lamarr' })
    expect((await listFacts(world, world.communityId)).at(-1)).toMatchObject({ type: 'member.joined' })
    await change({ memberId, username: 'lamarr', email: 'lamarr@example.com' })
    expect((await listFacts(world, world.communityId)).at(-1)).toMatchObject({
      type: 'member.changed',
      subject_id: memberId,
      payload: { memberId, changed: ['email', 'username'] },
      actor_kind: 'api_key',
      cause_kind: 'request',
    })
  })
  it('takes an e-mail away, which is then free', async () => {
    const member = await add({ email: 'edith@example.com', username: 'edith' })
    await change({ memberId: member.id, email: null })
    expect(await find({ email: 'edith@example.com' })).toEqual([])
    await add({ email: 'edith@example.com', username: 'edith2' })
  })
  it('refuses email_taken and username_taken for what another member has', async () => {
    await add({ email: 'taken@example.com', username: 'taken' })
    const { id } = await add({ username: 'free' })
    expect(await refusalOf(change({ memberId: id, email: 'Taken@example.com' }))).toBe('email_taken')
    expect(await refusalOf(change({ memberId: id, username: 'TAKEN' }))).toBe('username_taken')
  })
  it('refuses not_found for a member of nobody', async () => {
    const memberId = world.ctx.ids.next()
    expect(await refusalOf(change({ memberId, displayName: 'x' }))).toBe('not_found')
    expect(await refusalOf(getMember(world.ctx.db, world.communityId, memberId))).toBe('not_found')
  })
  it('grants what the actor holds, and refuses permission_not_held for the rest', async () => {
    const { id: memberId } = await add({ username: 'helper' })
    const staff = keyActor(world, 'manage_members', 'view_members')
    const granted = await change({ memberId, permissions: ['view_members'] }, staff)
    expect(granted.permissions).toEqual(['view_members'])
    const more = change({ memberId, permissions: ['view_members', 'view_audit'] }, staff)
    expect(await refusalOf(more)).toBe('permission_not_held')
  })
  it('refuses permission_not_held for changing the e-mail of a member who holds more', async () => {
    const { id: memberId } = await add({ email: 'boss@example.com', username: 'boss' })
    await change({ memberId, permissions: ['administrator'] }, keyActor(world, 'administrator'))
    const takeover = change({ memberId, email: 'mine@example.com' })
    expect(await refusalOf(takeover)).toBe('permission_not_held')
    expect(await refusalOf(change({ memberId, displayName: 'The boss' }))).toBe('done')
  })
  it('refuses owner_protected for the permissions of the owner', async () => {
    const memberId = world.ownerMemberId
    const all = keyActor(world, 'administrator')
    expect(await refusalOf(change({ memberId, permissions: [] }, all))).toBe('owner_protected')
    const renamed = await change({ memberId, displayName: 'Founder' }, all)
    expect(renamed).toMatchObject({ isOwner: true, isLinked: true, permissions: ['administrator'] })
  })
})
