/** What the letter about an alert says. */
import type { Config } from '../../../config.ts'
import type { Letter } from '../../../platform/mail/mail.ts'
import { alertInWords } from './alert-words.rules.ts'
import type { MailedAlert } from './alerts.store.ts'
import { subjectKindOf, subjectNameOf } from './subjects.rules.ts'

export function alertLetter(
  alert: MailedAlert,
  to: string,
  { adminContact, publicUrl }: Pick<Config, 'adminContact' | 'publicUrl'>,
): Letter {
  const { words, advice } = alertInWords(
    alert.kind,
    subjectNameOf(alert.kind, alert.subject_name),
    alert.facts,
    adminContact,
  )
  const subjectKind = subjectKindOf(alert.kind)
  const pages = {
    incoming_webhook: `webhooks/${alert.subject_id}`,
    endpoint: `endpoints/${alert.subject_id}`,
    ledger: 'ledger-proof',
  }
  // Whoever may see the ledger reads this, and need not be one of them.
  const muting = `${subjectKind === 'ledger' ? 'Staff who may manage webhooks can mute it' : 'It can be muted'} in the console, under Alerts.`
  const often = subjectKind === 'endpoint' ? 'once' : 'at most once a day while it lasts'
  return {
    to,
    subject: `${alert.community_name}: ${words}`,
    text: `${words}. ${advice}\n\nThis is written ${often}. ${muting}`,
    link: `${publicUrl}/console/${alert.community_id}/${pages[subjectKind]}`,
  }
}
