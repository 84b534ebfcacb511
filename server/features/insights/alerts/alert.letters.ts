/** What the letter about an alert says. */
import type { Config } from '../../../config.ts'
import type { Letter } from '../../../platform/mail/mail.ts'
import { alertInWords } from './alert-words.rules.ts'
import type { MailedAlert } from './alerts.store.ts'

export function alertLetter(
  alert: MailedAlert,
  to: string,
  { adminContact, publicUrl }: Pick<Config, 'adminContact' | 'publicUrl'>,
): Letter {
  const { words, advice } = alertInWords(alert.kind, alert.webhook_name ?? '', alert.facts, adminContact)
  return {
    to,
    subject: `${alert.community_name}: ${words}`,
    text: `${words}. ${advice}\n\nThis is written at most once a day while it lasts. It can be muted in the console.`,
    link: `${publicUrl}/console/${alert.community_id}/webhooks/${alert.webhook_id}`,
  }
}
