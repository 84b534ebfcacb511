/** Writes to whoever manages apps, once for each saving of a webhook, that its answers burn units from now on. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { listStaffEmails } from '../../communities/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { burningLetter } from './merge.letters.ts'
import { claimNotice } from './notices.store.ts'

export async function warnOfBurning(
  tx: Transaction,
  ctx: Pick<Context, 'config'>,
  mail: Pick<Mail, 'send'>,
  app: AppAddress & { title: string; webhookRevision: number },
): Promise<void> {
  if (!(await claimNotice(tx, app, app.webhookRevision))) return
  for (const to of await listStaffEmails(tx, app.communityId, 'manage_apps')) {
    await mail.send(burningLetter(app, to, ctx.config.publicUrl), tx)
  }
}
