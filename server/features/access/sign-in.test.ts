/** People: register, verify, log in, log out, reset; on a real PostgreSQL and the real better-auth. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Membership } from '../../../contracts/access.ts'
import { createFeatureContext, type FeatureContext, stranger } from '../../../tests/world/feature-context.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { keptMailMax } from '../../platform/mail/mail.ts'
import type { Actor } from '../actor.ts'
import { findAccountByEmail } from './access.store.ts'
import { claimInstallation } from './claim-installation.ts'
import { createAccount } from './create-account.ts'
import { type AccessEngine, createEngine } from './engine.ts'
import { getCurrentSession } from './get-current-session.ts'
import { identify } from './identify.ts'
import { startKeyUse } from './key-use.ts'
import { listMailbox } from './list-mailbox.ts'
import { logIn } from './log-in.ts'
import { logOut } from './log-out.ts'
import { register } from './register.ts'
import { requestEmailVerification } from './request-email-verification.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resetOwnerPassword } from './reset-owner-password.ts'
import { resetPassword } from './reset-password.ts'
import { signIn } from './sign-in.ts'
import { verifyEmail } from './verify-email.ts'

const password = 'correct horse battery'
const memberships: Membership[] = []

let ctx: FeatureContext
let engine: AccessEngine
const proved: string[] = []

beforeAll(async () => {
  ctx = await createFeatureContext()
  engine = createEngine(ctx)
  engine.memberships.plug({ find: async () => undefined, list: async () => memberships })
  engine.onEmailVerified(async ({ email }) => void proved.push(email))
})
afterAll(() => ctx.close())

const person = (email: string) => ({ email, password, displayName: 'Ada Lovelace' })

async function lettersTo(email: string) {
  return (await engine.mail.listKept()).filter((letter) => letter.recipient === email)
}

async function tokenMailedTo(email: string): Promise<string> {
  const link = (await lettersTo(email))[0]?.link
  return new URL(link ?? '').searchParams.get('token') ?? ''
}

/** A browser that keeps what it was told to keep. */
async function browse(setCookie: readonly string[]): Promise<Actor> {
  const cookies = setCookie.map((cookie) => cookie.split(';')[0]).join('; ')
  const keyUse = startKeyUse(ctx)
  return identify(ctx, engine, keyUse, { headers: { cookie: cookies }, ip: '192.0.2.1', id: ctx.ids.next() })
}

describe('registering', () => {
  it('mails a link that proves the address and signs in', async () => {
    await register(ctx, engine, person('Ada@Example.com'))
    const login = { email: 'ada@example.com', password }
    await expect(logIn(ctx, engine, stranger(ctx), login)).rejects.toMatchObject({
      code: 'email_not_verified',
    })
    expect(proved).not.toContain('ada@example.com')

    const { setCookie } = await verifyEmail(
      ctx,
      engine,
      stranger(ctx),
      await tokenMailedTo('ada@example.com'),
    )
    expect(proved).toContain('ada@example.com')
    expect(await browse(setCookie)).toMatchObject({ kind: 'account', label: 'Ada Lovelace' })
  })

  it('a taken address is told so by mail, and its account stays as it is', async () => {
    await createAccount(ctx, { ...person('taken@example.com'), isVerified: true })
    await register(ctx, engine, { ...person('taken@example.com'), password: 'another password' })
    const [letter, ...more] = await lettersTo('taken@example.com')
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
    const token = await tokenMailedTo('victim@example.com')
    await resetPassword(ctx, engine, { token, password })
    expect(proved).toContain('victim@example.com')

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
    for (const token of ['not-a-token-at-all', `${await tokenMailedTo('ada@example.com')}x`]) {
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
    expect(await lettersTo('late@example.com')).toHaveLength(2)
    expect(await lettersTo('taken@example.com')).toHaveLength(1)
    expect(await lettersTo('unknown@example.com')).toEqual([])
    await verifyEmail(ctx, engine, stranger(ctx), await tokenMailedTo('late@example.com'))
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
    expect(await lettersTo('gone@example.com')).toEqual([])
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
    expect(proved).toContain('login@example.com')
    const current = await getCurrentSession(ctx, engine, await browse(setCookie))
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
    const left = await logOut(ctx, engine, await browse(setCookie))
    expect(left.setCookie.join()).toMatch(/guildhall\.session_token=;.*Max-Age=0/)
    expect((await browse(setCookie)).kind).toBe('nobody')
    await expect(
      getCurrentSession(ctx, engine, stranger(ctx, { cookies: setCookie.join() })),
    ).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('a cookie that was changed makes nobody', async () => {
    const { setCookie } = await logIn(ctx, engine, stranger(ctx), { email: 'login@example.com', password })
    const changed = (setCookie[0] as string).replace(/token=./, (start) =>
      start.endsWith('A') ? 'token=B' : 'token=A',
    )
    expect((await browse(setCookie)).kind).toBe('account')
    expect((await browse([changed])).kind).toBe('nobody')
  })

  it('a session that has expired makes nobody', async () => {
    const { setCookie } = await logIn(ctx, engine, stranger(ctx), { email: 'taken@example.com', password })
    await ctx.pool.query(
      `update access_sessions set expires_at = now() - interval '1 second'
       where account_id = (select id from access_accounts where email = 'taken@example.com')`,
    )
    expect((await browse(setCookie)).kind).toBe('nobody')
  })

  it('an account made in this request is signed in before it is committed', async () => {
    const setCookie = await inTransaction(ctx.db, async (tx) => {
      const joined = { ...ctx, inTransaction: (work: (own: typeof tx) => Promise<unknown>) => work(tx) }
      const joinedCtx = joined as Pick<typeof ctx, 'ids' | 'inTransaction'>
      const accountId = await createAccount(joinedCtx, { ...person('new@example.com'), isVerified: true })
      return (await signIn(joinedCtx, engine, accountId, stranger(ctx))).setCookie
    })
    const actor = await browse(setCookie)
    expect(actor).toMatchObject({ kind: 'account', label: 'Ada Lovelace' })
    expect((await getCurrentSession(ctx, engine, actor)).session.account.email).toBe('new@example.com')
  })
})

describe('a forgotten password', () => {
  it('is set anew once by the mailed link, which ends every session', async () => {
    await createAccount(ctx, { ...person('forgetful@example.com'), isVerified: true })
    const login = { email: 'forgetful@example.com', password }
    const { setCookie } = await logIn(ctx, engine, stranger(ctx), login)
    await requestPasswordReset(ctx, engine, 'Forgetful@example.com')
    const token = await tokenMailedTo('forgetful@example.com')
    await resetPassword(ctx, engine, { token, password: 'a better password' })

    expect((await browse(setCookie)).kind).toBe('nobody')
    await expect(logIn(ctx, engine, stranger(ctx), login)).rejects.toMatchObject({ code: 'invalid_login' })
    await logIn(ctx, engine, stranger(ctx), { ...login, password: 'a better password' })
    const again = resetPassword(ctx, engine, { token, password })
    await expect(again).rejects.toMatchObject({ code: 'token_invalid' })
  })

  it('is answered the same for an address without an account, which gets no letter', async () => {
    for (const email of ['unknown@example.com', 'x@y']) {
      expect(await requestPasswordReset(ctx, engine, email)).toBeUndefined()
      expect(await lettersTo(email)).toEqual([])
    }
  })
})

describe('the owner of the installation', () => {
  it('already_set_up: there is never a second one', async () => {
    await expect(resetOwnerPassword(ctx, password)).rejects.toMatchObject({ code: 'not_found' })
    const [first, second] = [
      await createAccount(ctx, { ...person('owner@example.com'), isVerified: true }),
      await createAccount(ctx, { ...person('second@example.com'), isVerified: true }),
    ]
    const claims = await Promise.allSettled(
      [first, second].map((id) => ctx.inTransaction((tx) => claimInstallation(tx, id))),
    )
    expect(claims.filter((claim) => claim.status === 'fulfilled')).toHaveLength(1)
    expect(claims.find((claim) => claim.status === 'rejected')?.reason).toMatchObject({
      code: 'already_set_up',
    })
  })

  it('who is locked out gets a new password, and every session ends', async () => {
    const { rows } = await ctx.pool.query(
      'select email from access_accounts join access_installation on owner_account_id = id',
    )
    const { email } = rows[0]
    const { session, setCookie } = await logIn(ctx, engine, stranger(ctx), { email, password })
    expect(session.isInstallationOwner).toBe(true)
    expect(await resetOwnerPassword(ctx, 'from the command line')).toEqual({ email })
    expect((await browse(setCookie)).kind).toBe('nobody')
    await logIn(ctx, engine, stranger(ctx), { email, password: 'from the command line' })
  })
})

describe('the mailbox', () => {
  it('shows what would have been mailed, the newest first', async () => {
    await engine.mail.send({ to: 'a@example.com', subject: 'Hello', text: 'Text', link: null })
    const [newest] = await listMailbox(ctx, engine)
    expect(newest).toMatchObject({ to: 'a@example.com', subject: 'Hello', text: 'Text', link: null })
  })

  it('keeps the newest 200', async () => {
    for (let count = 0; count <= keptMailMax; count++) {
      await engine.mail.send({ to: 'b@example.com', subject: `Letter ${count}`, text: '', link: null })
    }
    const kept = await listMailbox(ctx, engine)
    expect(kept).toHaveLength(keptMailMax)
    expect(kept[0]?.subject).toBe(`Letter ${keptMailMax}`)
    expect(kept.at(-1)?.subject).toBe('Letter 1')
  })

  it('mailbox_closed: nobody reads letters where others can reach the server, or where mail is sent', async () => {
    const closed = [
      { ...ctx.config, publicUrl: 'https://play.example.com' },
      { ...ctx.config, smtpUrl: 'smtp://mail.example.com' },
    ]
    for (const config of closed) {
      await expect(listMailbox({ config }, engine)).rejects.toMatchObject({ code: 'mailbox_closed' })
    }
  })
})

describe('better-auth', () => {
  it('finds our tables to be what it expects', async () => {
    const { explicitSchemaCheck } = (await engine.auth.$context) as {
      explicitSchemaCheck?: () => Promise<void>
    }
    expect(explicitSchemaCheck).toBeTypeOf('function')
    await explicitSchemaCheck?.()
  })
})
