/** Invitations, and how people come to their members, on a real PostgreSQL. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../../contracts/communities.ts'
import {
  createFoundedWorld,
  type FoundedWorld,
  inside,
  keyActor,
  moveDecisionClock,
  person,
  refusalOf,
} from '../../../tests/world/founded-world.ts'
import type { Actor } from '../actor.ts'
import { listAuditEntries } from '../audit/list-audit-entries.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { createMember } from './create-member.ts'
import { getInvitation } from './get-invitation.ts'
import { getMember } from './get-member.ts'
import { inviteMember } from './invite-member.ts'
import { linkMembers } from './link-members.ts'
import { updateMember } from './update-member.ts'

let world: FoundedWorld
beforeAll(async () => {
  world = await createFoundedWorld()
})
afterAll(() => world.close())

const staff = () => keyActor(world, 'manage_members')
const add = (username: string, email: string | null = `${username}@example.com`): Promise<Member> =>
  createMember(world.ctx, staff(), { communityId: world.communityId, username, email })
const invite = (memberId: string, actor: Actor = staff()) =>
  inviteMember(world.ctx, world.access.mail, actor, { communityId: world.communityId, memberId })
const tokenOf = ({ url }: { url: string }) => url.split('/').at(-1) ?? ''
const accept = (actor: Actor, token: string) => acceptInvitation(world.ctx, actor, token)
const isLinked = async (memberId: string) =>
  (await getMember(world.ctx.db, world.communityId, memberId)).isLinked
const prove = (actor: Actor, email: string) =>
  linkMembers(world.ctx, { id: actor.accountId ?? '', email, name: actor.label })

describe('an invitation', () => {
  it('shows what it is for, and links whoever proved its e-mail', async () => {
    const member = await add('grace')
    const invitation = await invite(member.id)
    expect(invitation.url).toMatch(/^http:\/\/localhost:3333\/invitations\/[\w-]{43}$/)
    const token = tokenOf(invitation)
    expect(await getInvitation(world.ctx, token)).toEqual({
      communityName: 'Guild of Tests',
      displayName: 'grace',
      email: 'grace@example.com',
      expiresAt: invitation.expiresAt,
    })
    const grace = await person(world, 'grace@example.com', true)
    const accepted = { communityId: world.communityId, memberId: member.id }
    expect(await accept(grace, token)).toEqual(accepted)
    expect(await inside(world, grace)).toMatchObject({ memberId: member.id, permissions: 0n })
    expect(await accept(grace, token)).toEqual(accepted)
    expect(await refusalOf(getInvitation(world.ctx, token))).toBe('token_invalid')
  })
  it('is mailed when there is an e-mail, and says that it only lies in the mailbox', async () => {
    const invitation = await invite((await add('mailed')).id)
    const [letter] = await world.access.mail.listKept()
    expect(letter).toMatchObject({ recipient: 'mailed@example.com', link: invitation.url })
    expect(invitation.isMailed).toBe(false)
  })
  it('keeps its token out of the database and the audit log', async () => {
    const token = tokenOf(await invite((await add('secretive', null)).id))
    const kept = await sql<{ text: string }>`
      select i::text as text from communities_invitations i
      union all select a::text from audit_entries a`.execute(world.ctx.db)
    expect(kept.rows.length).toBeGreaterThan(0)
    expect(kept.rows.filter(({ text }) => text.includes(token))).toEqual([])
  })
  it('refuses invitation_for_other_email for an account with another one, or an unproven one', async () => {
    const { id } = await add('katherine')
    const token = tokenOf(await invite(id))
    const eve = await person(world, 'eve@example.com', true)
    expect(await refusalOf(accept(eve, token))).toBe('invitation_for_other_email')
    const unproven = await person(world, 'katherine@example.com', false)
    expect(await refusalOf(accept(unproven, token))).toBe('invitation_for_other_email')
    expect(await isLinked(id)).toBe(false)
  })
  it('for a member without e-mail is for whoever holds the link', async () => {
    const { id } = await add('nameless', null)
    const token = tokenOf(await invite(id))
    const holder = await person(world, 'holder@example.com', true)
    await accept(holder, token)
    expect(await isLinked(id)).toBe(true)
    const late = await person(world, 'late@example.com', true)
    expect(await refusalOf(accept(late, token))).toBe('token_invalid')
  })
  it('refuses already_member for an account that is another member of the community', async () => {
    const first = await invite((await add('first', null)).id)
    const second = await invite((await add('second', null)).id)
    const one = await person(world, 'one@example.com', true)
    await accept(one, tokenOf(first))
    expect(await refusalOf(accept(one, tokenOf(second)))).toBe('already_member')
  })
  it('refuses already_member when a person is linked to the member', async () => {
    expect(await refusalOf(invite(world.ownerMemberId, keyActor(world, 'administrator')))).toBe(
      'already_member',
    )
  })
  it('refuses permission_not_held for a member who holds more than the inviter', async () => {
    const { id: memberId, communityId } = { ...(await add('boss')), communityId: world.communityId }
    const grant = { communityId, memberId, permissions: ['view_audit' as const] }
    await updateMember(world.ctx, keyActor(world, 'administrator'), grant)
    expect(await refusalOf(invite(memberId))).toBe('permission_not_held')
  })
  it('refuses token_invalid when the e-mail of the member changed since', async () => {
    const { id: memberId } = await add('mover')
    const token = tokenOf(await invite(memberId))
    const former = await person(world, 'mover@example.com', true)
    const change = { communityId: world.communityId, memberId, email: 'moved@example.com' }
    await updateMember(world.ctx, staff(), change)
    expect(await refusalOf(accept(former, token))).toBe('token_invalid')
  })
  it('refuses token_invalid for a token that was never given', async () => {
    const eve = await person(world, 'eve2@example.com', true)
    expect(await refusalOf(accept(eve, 'x'.repeat(43)))).toBe('token_invalid')
    expect(await refusalOf(getInvitation(world.ctx, 'x'.repeat(43)))).toBe('token_invalid')
  })
})

describe('proving an e-mail', () => {
  it('links the member that waits for it, once, and writes it down', async () => {
    const { id } = await add('joan')
    const joan = await person(world, 'joan@example.com', true)
    await prove(joan, 'JOAN@example.com')
    await prove(joan, 'joan@example.com')
    expect(await inside(world, joan)).toMatchObject({ memberId: id })
    const entries = (await listAuditEntries(world.ctx, world.communityId, { limit: 200 })).data
    const linked = entries.filter((entry) => entry.action === 'member.linked' && entry.subject.id === id)
    expect(linked).toMatchObject([{ actor: { kind: 'account', id: joan.accountId } }])
  })
  it('does not take a member from the account it is linked to', async () => {
    const { id } = await add('kept')
    const rightful = await person(world, 'kept@example.com', true)
    await prove(rightful, 'kept@example.com')
    const other = await person(world, 'other@example.com', true)
    await prove(other, 'kept@example.com')
    expect(await inside(world, rightful)).toMatchObject({ memberId: id })
    expect(await refusalOf(inside(world, other))).toBe('not_found')
  })
  it('never makes one account two members, however it comes in', async () => {
    const byLink = await add('both.link', null)
    const byEmail = await add('both')
    const token = tokenOf(await invite(byLink.id))
    const both = await person(world, 'both@example.com', true)
    const outcomes = await Promise.all([
      refusalOf(accept(both, token)),
      refusalOf(prove(both, 'both@example.com')),
    ])
    expect(outcomes[1]).toBe('done')
    const links = [await isLinked(byLink.id), await isLinked(byEmail.id)]
    expect(links.filter(Boolean)).toHaveLength(1)
  })
})

describe('an old invitation', () => {
  it('refuses token_invalid after 7 days', async () => {
    const token = tokenOf(await invite((await add('slow', null)).id))
    const slow = await person(world, 'slow@example.com', true)
    await moveDecisionClock(world, '7 days 1 minute')
    expect(await refusalOf(accept(slow, token))).toBe('token_invalid')
    expect(await refusalOf(getInvitation(world.ctx, token))).toBe('token_invalid')
  })
})
