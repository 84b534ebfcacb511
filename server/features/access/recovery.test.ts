/** Getting in again, the installation's owner, kept letters, and the limits of better-auth; on real parts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFeatureContext, stranger } from '../../../tests/world/feature-context.ts'
import { createPeople, type People, password, person } from '../../../tests/world/people.ts'
import { isUnavailable } from '../../platform/db/database.ts'
import { keptMailMax } from '../../platform/mail/mail.ts'
import { accessJobs } from './access.jobs.ts'
import { claimInstallation } from './claim-installation.ts'
import { createAccount } from './create-account.ts'
import { createEngine } from './engine.ts'
import { identify } from './identify.ts'
import { startKeyUse } from './key-use.ts'
import { listMailbox } from './list-mailbox.ts'
import { logIn } from './log-in.ts'
import { register } from './register.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resetOwnerPassword } from './reset-owner-password.ts'
import { resetPassword } from './reset-password.ts'
import { signIn } from './sign-in.ts'

let people: People
let ctx: People['ctx']
let engine: People['engine']

beforeAll(async () => {
  people = await createPeople()
  ctx = people.ctx
  engine = people.engine
})
afterAll(() => ctx.close())

describe('a forgotten password', () => {
  it('is set anew once by the mailed link, which ends every session', async () => {
    await createAccount(ctx, { ...person('forgetful@example.com'), isVerified: true })
    const login = { email: 'forgetful@example.com', password }
    const { setCookie } = await logIn(ctx, engine, stranger(ctx), login)
    await requestPasswordReset(ctx, engine, 'Forgetful@example.com')
    const token = await people.tokenMailedTo('forgetful@example.com')
    await resetPassword(ctx, engine, { token, password: 'a better password' })

    expect((await people.browse(setCookie)).kind).toBe('nobody')
    await expect(logIn(ctx, engine, stranger(ctx), login)).rejects.toMatchObject({ code: 'invalid_login' })
    await logIn(ctx, engine, stranger(ctx), { ...login, password: 'a better password' })
    const again = resetPassword(ctx, engine, { token, password })
    await expect(again).rejects.toMatchObject({ code: 'token_invalid' })
  })

  it('is answered the same for an address without an account, which gets no letter', async () => {
    for (const email of ['unknown@example.com', 'x@y']) {
      expect(await requestPasswordReset(ctx, engine, email)).toBeUndefined()
      expect(await people.lettersTo(email)).toEqual([])
    }
  })
})

describe('letters that strangers ask for', () => {
  it('five an hour reach one address, whatever they are about; another address and a later hour get theirs', async () => {
    await createAccount(ctx, { ...person('pestered@example.com'), isVerified: true })
    await createAccount(ctx, { ...person('calm@example.com'), isVerified: true })
    for (let count = 0; count < 4; count++) await requestPasswordReset(ctx, engine, 'pestered@example.com')
    for (let count = 0; count < 4; count++) await register(ctx, engine, person('pestered@example.com'))
    expect(await people.lettersTo('pestered@example.com')).toHaveLength(5)
    await requestPasswordReset(ctx, engine, 'calm@example.com')
    expect(await people.lettersTo('calm@example.com')).toHaveLength(1)
    ctx.advance(61 * 60_000)
    await requestPasswordReset(ctx, engine, 'pestered@example.com')
    expect(await people.lettersTo('pestered@example.com')).toHaveLength(6)
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
    expect((await people.browse(setCookie)).kind).toBe('nobody')
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

describe('while the database is away', () => {
  it('a session and a password are not judged, and the caller is told to try again', async () => {
    const away = await createFeatureContext()
    const itsEngine = createEngine(away)
    const accountId = await createAccount(away, { ...person('ada@example.com'), isVerified: true })
    const { setCookie } = await signIn(away, itsEngine, accountId, stranger(away))
    await away.close()
    const cookie = (setCookie[0] as string).split(';')[0] as string
    const attempts = await Promise.allSettled([
      identify(itsEngine, startKeyUse(away), {
        headers: { cookie },
        ip: '192.0.2.1',
        id: away.ids.next(),
      }),
      logIn(away, itsEngine, stranger(away), { email: 'ada@example.com', password }),
    ])
    for (const attempt of attempts) {
      expect(attempt.status === 'rejected' && isUnavailable(attempt.reason)).toBe(true)
    }
  })
})

describe('the daily sweep', () => {
  it('removes sessions and links that have expired, and no others', async () => {
    const accountId = await createAccount(ctx, { ...person('swept@example.com'), isVerified: true })
    await signIn(ctx, engine, accountId, stranger(ctx))
    const { setCookie } = await signIn(ctx, engine, accountId, stranger(ctx))
    const live = await people.browse(setCookie)
    await requestPasswordReset(ctx, engine, 'swept@example.com')
    await ctx.pool.query(
      `update access_sessions set expires_at = now() - interval '1 second'
       where id = (select min(id::text)::uuid from access_sessions where account_id = $1)`,
      [accountId],
    )
    await ctx.pool.query(`update access_verifications set expires_at = now() - interval '1 second'`)
    const sweep = accessJobs(ctx, engine).find(({ name }) => name === 'access_sweep')
    await sweep?.run({})

    const count = async (sql: string) => Number((await ctx.pool.query(sql)).rows[0].count)
    const ofAccount = `select count(*) from access_sessions where account_id = '${accountId}'`
    expect(await count(ofAccount)).toBe(1)
    expect(await count('select count(*) from access_verifications')).toBe(0)
    expect(await people.browse(setCookie)).toMatchObject({ kind: 'account', id: live.id })
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
