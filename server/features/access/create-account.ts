/** Makes an account with a password, all of it or nothing. */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { Refusal, refuse } from '../../platform/refusal.ts'
import { insertAccount, upsertPassword } from './access.store.ts'
import { isSignInEmail, normalizeEmail } from './email.rules.ts'
import { hashPassword } from './passwords.ts'

export interface NewAccount {
  email: string
  password: string
  displayName: string
  /** Whether the address counts as proved, as it does for the owner of the installation. */
  isVerified: boolean
}

/** Answers the account's id; refuses `email_taken`, and `validation_failed` for what cannot be an address. */
export async function createAccount(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  account: NewAccount,
): Promise<string> {
  const made = await tryCreateAccount(ctx, account)
  return made ?? refuse('email_taken')
}

/** Undefined when the e-mail is taken; takes as long as when it is not. `companion` joins the transaction. */
export async function tryCreateAccount(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  account: NewAccount,
  companion?: (tx: Transaction, email: string) => Promise<void>,
): Promise<string | undefined> {
  const email = readSignInEmail(account.email)
  const passwordHash = await hashPassword(account.password)
  const id = ctx.ids.next()
  return ctx.inTransaction(async (tx) => {
    const isNew = await insertAccount(tx, {
      id,
      email,
      name: account.displayName,
      isVerified: account.isVerified,
    })
    if (!isNew) return undefined
    await upsertPassword(tx, { id: ctx.ids.next(), accountId: id, passwordHash })
    await companion?.(tx, email)
    return id
  })
}

function readSignInEmail(text: string): string {
  const email = normalizeEmail(text)
  if (isSignInEmail(email)) return email
  throw new Refusal('validation_failed', {
    detail: 'This e-mail address cannot be used to sign in.',
    errors: [{ pointer: '/email', reason: 'must be an e-mail address such as ada@example.com' }],
  })
}
