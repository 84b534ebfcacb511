/** Links members to the account of whoever proved their e-mail; staff may have added them long before. */
import type { Context } from '../../context.ts'
import { recordAudit } from '../audit/index.ts'
import { emailKey } from './keys.rules.ts'
import { linkMembersByEmail, lockAccountLinks } from './linking.store.ts'

export interface ProvenAccount {
  id: string
  email: string
  name: string
}

/** All members of this e-mail that nobody took over yet, one in each community; doing it twice does nothing. */
export async function linkMembers(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  account: ProvenAccount,
): Promise<void> {
  const person = { kind: 'account', id: account.id, label: account.name, reason: null } as const
  await ctx.inTransaction(async (tx) => {
    await lockAccountLinks(tx, account.id)
    for (const member of await linkMembersByEmail(tx, account.id, emailKey(account.email))) {
      const actor = { ...person, communityId: member.community_id }
      await recordAudit(tx, ctx.ids, actor, {
        action: 'member.linked',
        subject: { kind: 'member', id: member.id, label: member.display_name },
        changes: {},
      })
    }
  })
}
