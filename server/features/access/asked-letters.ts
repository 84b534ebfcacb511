/**
 * The letters that anybody can have sent to anybody, by registering an address or asking for a link: five an hour to one address,
 * then none, so that nobody fills a stranger's mailbox from here. Who asks is answered alike.
 */
import type { Context } from '../../context.ts'
import type { Letter, Mail } from '../../platform/mail/mail.ts'

const letterCountMax = 5
const windowMs = 3600_000
const addressCountMax = 50_000

/** Counted in memory of one node, by when they were sent. */
export function askedLetters({ clock, log }: Pick<Context, 'clock' | 'log'>, mail: Mail): Pick<Mail, 'send'> {
  const sentTo = new Map<string, number[]>()

  function isTooMany({ to }: Letter): boolean {
    const now = clock.now()
    const sent = (sentTo.get(to) ?? []).filter((time) => time > now - windowMs)
    if (sent.length >= letterCountMax) return true
    // Deleted first, so that the map stays in order of the last letter and the oldest leaves first.
    sentTo.delete(to)
    if (sentTo.size >= addressCountMax) sentTo.delete(sentTo.keys().next().value as string)
    sentTo.set(to, [...sent, now])
    return false
  }
  return {
    async send(letter, tx, jobs) {
      if (isTooMany(letter))
        return log.warn({ subject: letter.subject }, 'a letter was left out: too many to one address')
      await mail.send(letter, tx, jobs)
    },
  }
}
