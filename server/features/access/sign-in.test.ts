/** People register, verify their address, log in and log out; on a real PostgreSQL and the real better-auth. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stranger } from '../../../tests/world/feature-context.ts'
import { createPeople, type People, password, person } from '../../../tests/world/people.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { findAccountByEmail } from './access.store.ts'
import { createAccount } from './create-account.ts'
import { getCurrentSession } from './get-current-session.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { register } from './register.ts'
import { requestEmailVerification } from './request-email-verification.ts'
import { resetPassword } from './reset-password.ts'
import { signIn } from './sign-in.ts'
import { verifyEmail } from './verify-email.ts'

let people: People
let ctx: People['ctx']
let engine: People['engine']

beforeAll(async () => {
  people = await createPeople()
  ctx = people.ctx
  engine = people.engine
})
afterAll(() => ctx.close())

describe('registering', () => {
  it('mails a link that proves the address and signs in', async () => {
    await register(ctx, engine, person('Ada@Example.com'))
    const login = { email: 'ada@example.com', password }
    await expect(logIn(ctx, engine, stranger(ctx), login)).rejects.toMatchObject({
      code: 'email_not_verified',
    })
    expect(people.proved).not.toContain('ada@example.com')

    const { setCookie } = await verifyEmail(
      ctx,
      engine,
      stranger(ctx),
      await people.tokenMailedTo('ada@example.com'),
    )
    expect(people.proved).toContain('ada@example.com')
    expect(await people.browse(setCookie)).toMatchObject({ kind: 'account', label: 'Ada Lovelace' })
  })

  it('a taken address is told so by mail, and its account stays as it is', async () => {
    await createAccount(ctx, { ...person('taken@example.com'), isVerified: true })
    await register(ctx, engine, { ...person('taken@example.com'), password: 'another password' })
    const [letter, ...more] = await people.lettersTo('taken@example.com')
    expect(letter).toMatchObject({ subject: 'You have an account already' })
    expect(more).toEqual([])
    const login = logIn(ctx, engine, stranger(ctx), {
      email: 'taken@example.com',
      password: 'another password',
    })
    await expect(login).rejects.toMatchObject({ code: 'invalid_login' })
  })

  it('an address registered by a stranger before is won back by its person, who sets the password', async () => {
    await register(ctx, engine, { ...person('victim@example.com'), password: 'known to the stranger' })
    await register(ctx, engine, person('victim@example.com'))
    const token = await people.tokenMailedTo('victim@example.com')
    await resetPassword(ctx, engine, { token, password })
    expect(people.proved).toContain('victim@example.com')

    const stolen = { email: 'victim@example.com', password: 'known to the stranger' }
    await expect(logIn(ctx, engine, stranger(ctx), stolen)).rejects.toMatchObject({ code: 'invalid_login' })
    const own = await logIn(ctx, engine, stranger(ctx), { email: 'victim@example.com', password })
    expect(own.session.account.isEmailVerified).toBe(true)
  })

  it('an address that no mail could reach is refused', async () => {
    await expect(register(ctx, engine, person('ada@localhost'))).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/email', reason: expect.any(String) }],
    })
  })

  it('token_invalid: a link that was changed or never mailed proves nothing', async () => {
    for (const token of ['not-a-token-at-all', `${await people.tokenMailedTo('ada@example.com')}x`]) {
      await expect(verifyEmail(ctx, engine, stranger(ctx), token)).rejects.toMatchObject({
        code: 'token_invalid',
      })
    }
  })

  it('the verification link is mailed again to whoever still needs it, and to nobody else', async () => {
    await register(ctx, engine, person('late@example.com'))
    for (const email of ['late@example.com', 'taken@example.com', 'unknown@example.com', 'x@y']) {
      await requestEmailVerification(ctx, engine, email)
    }
    expect(await people.lettersTo('late@example.com')).toHaveLength(2)
    expect(await people.lettersTo('taken@example.com')).toHaveLength(1)
    expect(await people.lettersTo('unknown@example.com')).toEqual([])
    await verifyEmail(ctx, engine, stranger(ctx), await people.tokenMailedTo('late@example.com'))
    expect((await findAccountByEmail(ctx.db, 'late@example.com'))?.email_verified).toBe(true)
  })

  it('email_taken: nobody is made twice by the set-up', async () => {
    const again = createAccount(ctx, { ...person('TAKEN@example.com'), isVerified: true })
    await expect(again).rejects.toMatchObject({ code: 'email_taken' })
  })

  it('an account that is not committed leaves nothing, its letter neither', async () => {
    const failing: typeof ctx.inTransaction = (work) =>
      inTransaction(ctx.db, async (tx) => {
        await work(tx)
        throw new Error('the power failed')
      })
    const attempt = register({ ...ctx, inTransaction: failing }, engine, person('gone@example.com'))
    await expect(attempt).rejects.toThrow('the power failed')
    expect(await findAccountByEmail(ctx.db, 'gone@example.com')).toBeUndefined()
    expect(await people.lettersTo('gone@example.com')).toEqual([])
  })
})

describe('logging in', () => {
  it('answers the session and a cookie that scripts and other sites cannot use', async () => {
    await createAccount(ctx, { ...person('login@example.com'), isVerified: true })
    const { session, setCookie } = await logIn(ctx, engine, stranger(ctx), {
      email: 'Login@example.com',
      password,
    })
    expect(session).toMatchObject({
      account: { email: 'login@example.com', displayName: 'Ada Lovelace', isEmailVerified: true },
      isInstallationOwner: false,
      isMailboxOpen: true,
      memberships: [],
    })
    const days = (Date.parse(session.expiresAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(setCookie).toHaveLength(1)
    expect(setCookie[0]).toMatch(/^guildhall\.session_token=[^;]+;.*HttpOnly/)
    expect(setCookie[0]).toMatch(/SameSite=Lax/i)
    expect(setCookie[0]).toContain('Path=/')
    expect(setCookie[0]).not.toContain('Secure')
    expect(people.proved).toContain('login@example.com')
    const current = await getCurrentSession(ctx, engine, await people.browse(setCookie))
    expect(current.session).toEqual(session)
  })

  it('keeps the address and the browser with the session', async () => {
    const { rows } = await ctx.pool.query(
      `select s.ip_address, s.user_agent from access_sessions s
       join access_accounts a on a.id = s.account_id where a.email = 'login@example.com'`,
    )
    expect(rows).toEqual([{ ip_address: '192.0.2.1', user_agent: 'test' }])
  })

  it('invalid_login: a wrong password and an unknown address are answered alike', async () => {
    for (const email of ['login@example.com', 'nobody@example.com', 'x@y']) {
      const attempt = logIn(ctx, engine, stranger(ctx), { email, password: 'wrong password' })
      await expect(attempt).rejects.toMatchObject({ code: 'invalid_login', detail: undefined })
    }
  })

  it('rate_limited: after ten wrong passwords even the right one waits, for 15 minutes', async () => {
    await createAccount(ctx, { ...person('guessed@example.com'), isVerified: true })
    const actor = stranger(ctx, { ip: '192.0.2.77' })
    const guess = (text: string) =>
      logIn(ctx, engine, actor, { email: 'guessed@example.com', password: text })
    for (let count = 0; count < 10; count++) {
      await expect(guess('wrong password')).rejects.toMatchObject({ code: 'invalid_login' })
    }
    await expect(guess(password)).rejects.toMatchObject({
      code: 'rate_limited',
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
    })
    ctx.advance(15 * 60_000)
    expect((await guess(password)).session.account.email).toBe('guessed@example.com')
  })

  it('logging out ends the session on the server too', async () => {
    await createAccount(ctx, { ...person('leaving@example.com'), isVerified: true })
    const { setCookie } = await logIn(ctx, engine, stranger(ctx), { email: 'leaving@example.com', password })
    const left = await logOut(ctx, engine, await people.browse(setCookie))
    expect(left.setCookie.join()).toMatch(/guildhall\.session_token=;.*Max-Age=0/)
    expect((await people.browse(setCookie)).kind).toBe('nobody')
    await expect(
      getCurrentSession(ctx, engine, stranger(ctx, { cookies: setCookie.join() })),
    ).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('a cookie that was changed makes nobody', async () => {
    const { setCookie } = await logIn(ctx, engine, stranger(ctx), { email: 'login@example.com', password })
    const changed = (setCookie[0] as string).replace(/token=./, (start) =>
      start.endsWith('A') ? 'token=B' : 'token=A',
    )
    expect((await people.browse(setCookie)).kind).toBe('account')
    expect((await people.browse([changed])).kind).toBe('nobody')
  })

  it('a session that has expired makes nobody', async () => {
    const { setCookie } = await logIn(ctx, engine, stranger(ctx), { email: 'taken@example.com', password })
    await ctx.pool.query(
      `update access_sessions set expires_at = now() - interval '1 second'
       where account_id = (select id from access_accounts where email = 'taken@example.com')`,
    )
    expect((await people.browse(setCookie)).kind).toBe('nobody')
  })

  it('a session in use is prolonged, and its cookie with it', async () => {
    const { session, setCookie } = await logIn(ctx, engine, stranger(ctx), {
      email: 'login@example.com',
      password,
    })
    const actor = await people.browse(setCookie)
    await ctx.pool.query(
      `update access_sessions set expires_at = expires_at - interval '2 days' where account_id = $1`,
      [actor.accountId],
    )
    const current = await getCurrentSession(ctx, engine, actor)
    expect(Date.parse(current.session.expiresAt)).toBeGreaterThanOrEqual(Date.parse(session.expiresAt) - 1000)
    expect(current.setCookie.join()).toMatch(/^guildhall\.session_token=.*Max-Age=604800/)
    expect((await getCurrentSession(ctx, engine, actor)).setCookie).toEqual([])
  })

  it('the cookie travels over https only where the public URL is https', async () => {
    const secure = await createPeople({ publicUrl: 'https://play.example.com' })
    const account = { ...person('ada@example.com'), isVerified: true }
    const accountId = await createAccount(secure.ctx, account)
    const { setCookie } = await signIn(secure.ctx, secure.engine, accountId, stranger(secure.ctx))
    expect(setCookie[0]).toMatch(/^guildhall\.session_token=.*Secure/)
    expect((await secure.browse(setCookie)).kind).toBe('account')
    await secure.ctx.close()
  })

  it('an account made in this request is signed in before it is committed', async () => {
    const setCookie = await inTransaction(ctx.db, async (tx) => {
      const joined = { ...ctx, inTransaction: (work: (own: typeof tx) => Promise<unknown>) => work(tx) }
      const joinedCtx = joined as Pick<typeof ctx, 'ids' | 'inTransaction'>
      const accountId = await createAccount(joinedCtx, { ...person('new@example.com'), isVerified: true })
      return (await signIn(joinedCtx, engine, accountId, stranger(ctx))).setCookie
    })
    const actor = await people.browse(setCookie)
    expect(actor).toMatchObject({ kind: 'account', label: 'Ada Lovelace' })
    expect((await getCurrentSession(ctx, engine, actor)).session.account.email).toBe('new@example.com')
  })
})
