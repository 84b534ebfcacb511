/** What a signed-in person is told of themselves: the account, its communities, and until when. */
import type { Session } from '../../../contracts/access.ts'
import type { Context } from '../../context.ts'
import { findOwnerAccountId } from './access.store.ts'
import { accountView, type KnownAccount } from './access.views.ts'
import type { AccessEngine } from './engine.ts'
import { isMailboxOpen } from './mailbox.rules.ts'

export async function viewSession(
  ctx: Pick<Context, 'db' | 'config'>,
  engine: AccessEngine,
  account: KnownAccount,
  expiresAt: Date,
): Promise<Session> {
  const [memberships, ownerId] = await Promise.all([
    engine.memberships.list(account.id),
    findOwnerAccountId(ctx.db),
  ])
  return {
    account: accountView(account),
    isInstallationOwner: ownerId === account.id,
    isMailboxOpen: isMailboxOpen(ctx.config),
    memberships,
    expiresAt: expiresAt.toISOString(),
  }
}
