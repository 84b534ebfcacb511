/** Lists the letters that were kept instead of being sent. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { keptMailView } from './access.views.ts'
import type { AccessEngine } from './engine.ts'
import { isMailboxOpen } from './mailbox.rules.ts'

export async function listMailbox(ctx: Pick<Context, 'config'>, { mail }: AccessEngine) {
  if (!isMailboxOpen(ctx.config)) refuse('mailbox_closed')
  return (await mail.listKept()).map(keptMailView)
}
