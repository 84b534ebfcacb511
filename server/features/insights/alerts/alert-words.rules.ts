/** What an alert tells, in words for the owner of a community. */
import type { AlertKind } from '../../../../contracts/insights.ts'
import type { AlertWords } from './alert-words.ts'
import { type EndpointFacts, endpointAlertInWords } from './endpoint-words.rules.ts'

/** The numbers that an alert was opened with, or was last seen with. */
export interface AlertFacts {
  /** Receipts that are overdue, failed, or calls turned away; of an endpoint that fails the percentage of its time; of the ledger rows that do not agree. */
  count: number
  /** Of how many; for failures only. */
  total: number
  /** Hours without a request; for silence only. */
  hours: number
  /** Of endpoints only. */
  endpoint?: EndpointFacts
  /** Of the ledger only: the first of those rows, in words; null where the proof could not be made. */
  firstProblem?: string | null
}

const problemLengthMax = 300

export const contactInWords = (adminContact: string | undefined) =>
  `Contact ${adminContact ?? 'the admin of this server'}.`

const counted = (count: number, noun: string) => (count === 1 ? `1 ${noun}` : `${count} ${noun}s`)

export function alertInWords(
  kind: AlertKind,
  name: string,
  { count, total, hours, endpoint, firstProblem = null }: AlertFacts,
  adminContact: string | undefined,
): AlertWords {
  switch (kind) {
    case 'pending':
      return {
        words: `${name}: ${counted(count, 'request')} pending for over an hour`,
        advice: `The server does not get to them; nothing is lost. ${contactInWords(adminContact)}`,
      }
    case 'failing':
      return {
        words: `${name}: ${count} of ${counted(total, 'request')} failed within the last hours`,
        advice: 'Read the reason under Details, mend the mapping or the sender, then run them again.',
      }
    case 'silent':
      return {
        words: `${name}: nothing received for over ${counted(hours, 'hour')}`,
        advice: 'It used to be called. See whether the sender still runs and still has this address.',
      }
    case 'refused':
      return {
        words: `${name}: ${counted(count, 'call')} turned away within the last hours`,
        advice: 'Nothing of them was kept. See under Settings why, and mend the sender.',
      }
    case 'conservation_failed':
      return proofInWords(name, count, firstProblem, adminContact)
    default:
      return endpointAlertInWords(kind, name, count, endpoint)
  }
}

function proofInWords(
  name: string,
  count: number,
  firstProblem: string | null,
  adminContact: string | undefined,
): AlertWords {
  const contact = contactInWords(adminContact)
  if (firstProblem === null)
    return {
      words: `${name}: the last run could not be finished`,
      advice: `So nothing is proved since. Start another run; if it ends the same, the log of the server says why. ${contact}`,
    }
  return {
    words: `${name}: ${counted(count, 'row')} ${count === 1 ? 'does' : 'do'} not agree`,
    advice: `The first: ${ofThisCommunity(firstProblem).slice(0, problemLengthMax)}. All of them stand on its page; another run without them ends this. ${contact}`,
  }
}

/** Whoever reads it is there. */
const ofThisCommunity = (words: string) => words.replace(/ in community [0-9a-f-]{36}/, '')
