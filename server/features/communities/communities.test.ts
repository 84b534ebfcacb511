/** Settings of a community, on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createFoundedWorld,
  type FoundedWorld,
  inside,
  keyActor,
  person,
  refusalOf,
  signedIn,
} from '../../../tests/world/founded-world.ts'
import { listAuditEntries } from '../audit/list-audit-entries.ts'
import { getCommunity } from './get-community.ts'
import { getMe } from './get-me.ts'
import { listCommunities } from './list-communities.ts'
import { updateCommunity } from './update-community.ts'

let world: FoundedWorld
beforeAll(async () => {
  world = await createFoundedWorld()
})
afterAll(() => world.close())

const update = (change: { name?: string; accentColor?: string }, expectedRevision?: number) => {
  const input = { communityId: world.communityId, ...change, expectedRevision }
  return updateCommunity(world.ctx, keyActor(world, 'manage_community'), input)
}

describe('the settings of a community', () => {
  it('change with their revision, and the audit log tells what was before', async () => {
    const before = await getCommunity(world.ctx.db, world.communityId)
    const after = await update({ name: ' Renamed ', accentColor: before.accentColor }, before.revision)
    expect(after).toEqual({ ...before, name: 'Renamed', revision: before.revision + 1 })
    const [entry] = (await listAuditEntries(world.ctx, world.communityId, { limit: 1 })).data
    expect(entry).toMatchObject({
      action: 'community.updated',
      changes: { name: { before: before.name, after: 'Renamed' } },
    })
    expect(Object.keys(entry?.changes ?? {})).toEqual(['name'])
  })
  it('refuse revision_mismatch when somebody changed them meanwhile', async () => {
    const { revision } = await getCommunity(world.ctx.db, world.communityId)
    await update({ accentColor: '#123456' }, revision)
    expect(await refusalOf(update({ accentColor: '#654321' }, revision))).toBe('revision_mismatch')
  })
  it('let one of two changes of the same revision at once win', async () => {
    const { revision } = await getCommunity(world.ctx.db, world.communityId)
    const both = [update({ name: 'One' }, revision), update({ name: 'Two' }, revision)]
    expect((await Promise.all(both.map(refusalOf))).sort()).toEqual(['done', 'revision_mismatch'])
  })
  it('refuse not_found for a community that does not exist', async () => {
    expect(await refusalOf(getCommunity(world.ctx.db, world.ctx.ids.next()))).toBe('not_found')
  })
})

describe('a signed-in account', () => {
  it('that owns the community acts in it as administrator', async () => {
    const owner = await inside(world, signedIn(world, world.ownerAccountId, 'Owner'))
    expect(owner).toMatchObject({ memberId: world.ownerMemberId, communityId: world.communityId })
    const needed = { kind: 'permission', permission: 'manage_api_keys' } as const
    expect(await world.access.admit(owner, needed, { communityId: world.communityId })).toEqual(owner)
  })
  it('that is no member sees no community and is nobody there', async () => {
    const eve = await person(world, 'eve@example.com', true)
    expect(await listCommunities(world.ctx, eve)).toEqual([])
    expect(await refusalOf(getMe(world.ctx, eve, world.communityId))).toBe('not_found')
    expect(await refusalOf(inside(world, eve))).toBe('not_found')
  })
})
