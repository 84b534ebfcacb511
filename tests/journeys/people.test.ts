/** People over HTTP: first run, registering, signing in, invitations, and every way these are refused. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { communities } from '../../server/features/communities/index.ts'
import { type BareServer, startBareServer } from '../world/bare-server.ts'
import { type Credential, createCaller } from '../world/caller.ts'
import { cookieOf, createWorld, password, type World } from '../world/world.ts'

describe('first run', () => {
  const publicUrl = 'https://play.example.com'
  const owner = { email: 'first@example.com', password, displayName: 'First', communityName: 'Firsts' }
  let server: BareServer
  const anybody = () => createCaller(server.http, '', {})
  beforeAll(async () => {
    server = await startBareServer({ publicUrl })
  })
  afterAll(() => server?.stop())

  it('says that there is no owner yet, and leads to the first-run page', async () => {
    expect(await anybody().call('getSetup', {})).toEqual({ isSetUp: false, needsLink: true })
  })

  it('setup_link_needed: on a public address only the printed link makes the owner', async () => {
    expect(await anybody().refusal('createOwner', { body: owner })).toBe('setup_link_needed')
    const guessed = { ...owner, token: 'a-token-that-was-guessed' }
    expect(await anybody().refusal('createOwner', { body: guessed })).toBe('setup_link_needed')
  })

  it('email_taken: an e-mail that somebody registered before cannot be claimed by the first run', async () => {
    await anybody().call('createAccount', {
      body: { email: 'early@example.com', password, displayName: 'Early' },
    })
    const body = { ...owner, email: 'EARLY@example.com', token: printedToken() }
    expect(await anybody().refusal('createOwner', { body })).toBe('email_taken')
  })

  it('already_set_up: there is one owner, and the link works once', async () => {
    const token = printedToken()
    const made = await anybody().reply('createOwner', { body: { ...owner, token } })
    expect(made.status).toBe(201)
    expect(made.setCookie.join()).toMatch(/HttpOnly; .*Secure|Secure; .*HttpOnly/i)
    expect(await anybody().refusal('createOwner', { body: { ...owner, token } })).toBe('already_set_up')
    expect(await anybody().call('getSetup', {})).toEqual({ isSetUp: true, needsLink: false })
  })

  it('mailbox_closed: letters are shown on a loopback address only, even to the owner', async () => {
    const login = await anybody().reply('logIn', { body: { email: owner.email, password } })
    expect(await createCaller(server.http, '', cookieOf(login)).refusal('listMailbox', {})).toBe(
      'mailbox_closed',
    )
  })

  /** Of the link that the server prints at its start. */
  function printedToken(): string {
    const url = server.app.started.of(communities).firstRunUrl()
    return new URL(url ?? '').searchParams.get('token') ?? ''
  }
})

describe('an account', () => {
  let world: World
  const email = 'newcomer@example.com'
  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world?.stop())

  it('email_not_verified: cannot be used before its e-mail is proved', async () => {
    await world.as({}).call('createAccount', { body: { email, password, displayName: 'Newcomer' } })
    expect(await world.as({}).refusal('logIn', { body: { email, password } })).toBe('email_not_verified')
  })

  it('is opened by the link of the letter, which works once', async () => {
    const token = await tokenOfLetter('Confirm your e-mail address')
    const verified = await world.as({}).reply('verifyEmail', { body: { token } })
    expect(verified.status).toBe(204)
    const session = await world.as(cookieOf(verified)).call('getCurrentSession', {})
    expect(session).toMatchObject({ account: { email, isEmailVerified: true }, memberships: [] })
  })

  it('token_invalid: links that were made up, or are over, open nothing', async () => {
    const token = 'x'.repeat(40)
    expect(await world.as({}).refusal('verifyEmail', { body: { token } })).toBe('token_invalid')
    expect(await world.as({}).refusal('resetPassword', { body: { token, password } })).toBe('token_invalid')
    expect(await world.as({}).refusal('getInvitation', { params: { token } })).toBe('token_invalid')
    expect(await world.as(world.owner).refusal('acceptInvitation', { params: { token } })).toBe(
      'token_invalid',
    )
  })

  it('gets a new password by letter, and every session ends', async () => {
    const session = cookieOf(await world.as({}).reply('logIn', { body: { email, password } }))
    await world.as({}).call('requestPasswordReset', { body: { email } })
    const token = await tokenOfLetter('Set a new password')
    await world.as({}).call('resetPassword', { body: { token, password: 'another horse battery' } })
    expect(await world.as(session).refusal('getCurrentSession', {})).toBe('unauthenticated')
    expect(await world.as({}).refusal('logIn', { body: { email, password } })).toBe('invalid_login')
    const body = { email, password: 'another horse battery' }
    await world.as({}).call('logIn', { body })
  })

  it('invalid_login: a wrong password and an unknown e-mail are answered alike', async () => {
    const known = await world.as({}).problem('logIn', { body: { email, password: 'wrong horse battery' } })
    const unknown = await world.as({}).problem('logIn', { body: { email: 'who@example.com', password } })
    expect({ ...known, requestId: '' }).toEqual({ ...unknown, requestId: '' })
    expect(known.code).toBe('invalid_login')
  })

  it('logs out', async () => {
    const body = { email: 'owner@example.com', password }
    const session = cookieOf(await world.as({}).reply('logIn', { body }))
    await world.as(session).call('logOut', {})
    expect(await world.as(session).refusal('getCurrentSession', {})).toBe('unauthenticated')
  })

  async function tokenOfLetter(subject: string): Promise<string> {
    const link = await vi.waitFor(
      async () => {
        const { data } = await world.as(world.owner).call('listMailbox', {})
        const letter = data.find((one) => one.to === email && one.subject === subject)
        if (!letter?.link) throw new Error(`No letter "${subject}" has come yet`)
        return letter.link
      },
      { timeout: 10_000, interval: 50 },
    )
    return new URL(link).searchParams.get('token') ?? ''
  }
})

describe('members and invitations', () => {
  let world: World
  let keeper: Credential
  beforeAll(async () => {
    world = await createWorld()
    keeper = (await world.staff('Keeper', ['manage_members', 'manage_api_keys', 'view_members'])).credential
  })
  afterAll(() => world?.stop())

  it('email_taken and username_taken: both are unique in a community, whatever the case', async () => {
    const { id: memberId } = await world.member('Ada')
    const owner = world.as(world.owner)
    expect(await owner.refusal('createMember', { body: { username: 'ADA' } })).toBe('username_taken')
    const body = { username: 'other', email: 'Ada@Example.com' }
    expect(await owner.refusal('createMember', { body })).toBe('email_taken')
    const { id: other } = await owner.call('createMember', { body: { username: 'other' } })
    const change = { params: { memberId: other }, body: { username: 'ada' } }
    expect(await owner.refusal('updateMember', change)).toBe('username_taken')
    expect(
      await owner.refusal('updateMember', {
        params: { memberId: other },
        body: { email: 'ada@example.com' },
      }),
    ).toBe('email_taken')
    expect(await world.as(keeper).call('getMember', { params: { memberId } })).toMatchObject({
      username: 'ada',
    })
  })

  it('owner_protected: nobody takes anything from the owner', async () => {
    const change = { params: { memberId: world.ownerMemberId }, body: { permissions: [] } }
    expect(await world.as(world.owner).refusal('updateMember', change)).toBe('owner_protected')
  })

  it('permission_not_held: nobody grants, or hands over, what they do not hold', async () => {
    const staff = world.as(keeper)
    const { id: memberId } = await world.member('Climber')
    const grant = { params: { memberId }, body: { permissions: ['administrator' as const] } }
    expect(await staff.refusal('updateMember', grant)).toBe('permission_not_held')
    const key = { body: { name: 'Too much', permissions: ['manage_webhooks' as const] } }
    expect(await staff.refusal('createApiKey', key)).toBe('permission_not_held')
    await world.as(world.owner).call('updateMember', grant)
    expect(await staff.refusal('inviteMember', { params: { memberId } })).toBe('permission_not_held')
  })

  it('an invitation makes a person the member, once', async () => {
    const owner = world.as(world.owner)
    const { id: memberId } = await owner.call('createMember', { body: { username: 'guest' } })
    const { url } = await owner.call('inviteMember', { params: { memberId } })
    const params = { token: url.split('/').at(-1) ?? '' }
    const shown = await world.as({}).call('getInvitation', { params })
    expect(shown).toMatchObject({ communityName: 'Guild of Tests', displayName: 'guest', email: null })
    const person = await world.person('guest@example.com')
    const accepted = await world.as(person.credential).call('acceptInvitation', { params })
    expect(accepted).toEqual({ communityId: world.communityId, memberId })
    expect(await world.as(person.credential).call('getMe', {})).toMatchObject({
      id: memberId,
      isLinked: true,
    })
    expect(await world.as(world.owner).refusal('acceptInvitation', { params })).toBe('token_invalid')
  })

  it('already_member: one person is one member, and one member is one person', async () => {
    const owner = world.as(world.owner)
    const person = await world.staff('Settled', [])
    const invited = { params: { memberId: person.memberId } }
    expect(await owner.refusal('inviteMember', invited)).toBe('already_member')
    const { id: memberId } = await owner.call('createMember', { body: { username: 'vacant' } })
    const { url } = await owner.call('inviteMember', { params: { memberId } })
    const params = { token: url.split('/').at(-1) ?? '' }
    expect(await world.as(person.credential).refusal('acceptInvitation', { params })).toBe('already_member')
  })

  it('invitation_for_other_email: an invitation to an e-mail is for its owner only', async () => {
    const { id: memberId } = await world.member('Wanted')
    const { url } = await world.as(world.owner).call('inviteMember', { params: { memberId } })
    const params = { token: url.split('/').at(-1) ?? '' }
    const stranger = await world.person('stranger@example.com')
    expect(await world.as(stranger.credential).refusal('acceptInvitation', { params })).toBe(
      'invitation_for_other_email',
    )
  })

  it('api_key_limit_reached: a community holds a hundred keys, and a revoked one makes room', async () => {
    const owner = world.as(world.owner)
    const create = (index: number) =>
      owner.reply('createApiKey', { body: { name: `Key ${index}`, permissions: ['view_audit'] } })
    const replies = await Promise.all(Array.from({ length: 101 }, (_, index) => create(index)))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(100)
    expect(replies.find(({ status }) => status !== 201)?.body).toMatchObject({
      code: 'api_key_limit_reached',
    })
    const { data } = await owner.call('listApiKeys', {})
    await owner.call('revokeApiKey', { params: { keyId: data[0]?.id ?? '' } })
    expect((await create(102)).status).toBe(201)
  })
})
