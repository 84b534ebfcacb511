/** Lets a locked-out owner in again: a new password, the address counted as proved, every session ended. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import {
  deleteSessionsOf,
  findAccount,
  findOwnerAccountId,
  updateAccountVerified,
  upsertPassword,
} from './access.store.ts'
import { hashPassword } from './passwords.ts'

/** For the operator's command line only. Answers the owner's e-mail; refuses `not_found` before the set-up. */
export async function resetOwnerPassword(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  password: string,
): Promise<{ email: string }> {
  const passwordHash = await hashPassword(password)
  return ctx.inTransaction(async (tx) => {
    const ownerId = await findOwnerAccountId(tx)
    const owner = ownerId === undefined ? undefined : await findAccount(tx, ownerId)
    if (!owner) refuse('not_found', 'This installation has no owner yet.')
    await upsertPassword(tx, { id: ctx.ids.next(), accountId: owner.id, passwordHash })
    await updateAccountVerified(tx, owner.id)
    await deleteSessionsOf(tx, owner.id)
    return { email: owner.email }
  })
}
