/** What an alert of an endpoint tells: since when, what the last answer was, and what to do. */
import type { EndpointAlertKind } from '../../../../contracts/insights.ts'
import { type DisabledReason, failingHoursMax } from '../../../../contracts/outgoing.ts'
import type { AlertWords } from './alert-words.ts'

export interface EndpointFacts {
  /** When it began to fail, or was disabled. */
  since: string
  /** Why it was disabled. */
  reason: DisabledReason | null
  /** What the receiver answered last; without it `failure` tells why there was no answer. */
  status: number | null
  failure: string | null
}

const hourMs = 3_600_000
const failureLengthMax = 200
const unknown: EndpointFacts = { since: new Date(0).toISOString(), reason: null, status: null, failure: null }

export function endpointAlertInWords(
  kind: EndpointAlertKind,
  name: string,
  percent: number,
  facts: EndpointFacts = unknown,
): AlertWords {
  const since = timeInWords(new Date(facts.since))
  switch (kind) {
    case 'endpoint_failing':
      return {
        words: `${name}: every attempt has failed since ${since}, ${percent} % of the five days after which it is disabled`,
        advice: `${answerInWords(facts)}Mend the receiver, or correct the URL under Settings: the next delivery that arrives ends this. Otherwise its first failure after ${timeInWords(disabledAfter(facts))} disables it.`,
      }
    case 'endpoint_disabled':
      return {
        words: `${name}: disabled since ${since}`,
        advice: `${reasonInWords(facts)}Mend the receiver or correct the URL under Settings, then enable it there. What it missed meanwhile can be sent to it then.`,
      }
    case 'endpoint_recovered':
      return {
        words: `${name}: deliveries arrive again`,
        advice: `It had failed or was disabled since ${since}; that is over. What failed or was missed meanwhile can be sent with Recover since on its page.`,
      }
  }
}

const disabledAfter = ({ since }: EndpointFacts) => new Date(Date.parse(since) + failingHoursMax * hourMs)

function reasonInWords(facts: EndpointFacts): string {
  switch (facts.reason) {
    case 'gone':
      return 'The receiver answered 410: the address is gone. '
    case 'asked':
      return 'The receiver asked to be sent nothing more. '
    default:
      return `Every attempt had failed for five days. ${answerInWords(facts)}`
  }
}

function answerInWords({ status, failure }: EndpointFacts): string {
  if (status !== null) return `The last answer was ${status}. `
  return failure === null ? '' : `No answer came to the last attempt: ${failure.slice(0, failureLengthMax)} `
}

/** To the minute: 2026-11-25 12:00 UTC. */
const timeInWords = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
