/** What an endpoint does just now, in a word and in a sentence. */
import type { DisabledReason, OutgoingEndpoint } from '../../../../contracts/outgoing.ts'

type Standing = Pick<OutgoingEndpoint, 'state' | 'disabledReason' | 'health'>

export interface StateWords {
  tone: 'good' | 'warn' | 'bad'
  word: string
  sentence: string
}

const disabled: Record<DisabledReason, string> = {
  gone: 'The receiver answered that its address is gone (410).',
  asked: 'The receiver asked to be sent nothing more.',
  failing: 'Every attempt failed for five days.',
}

export const disabledWords = (reason: DisabledReason | null) =>
  reason === null ? 'It is sent nothing until it is enabled again.' : disabled[reason]

/** Sent to, or fetched from. */
export const takesEvents = ({ state }: Pick<Standing, 'state'>) => state === 'active' || state === 'listening'

export function stateWords({ state, disabledReason, health }: Standing): StateWords {
  if (state === 'disabled') {
    return { tone: 'bad', word: 'Disabled', sentence: disabledWords(disabledReason) }
  }
  if (state === 'paused') {
    return { tone: 'warn', word: 'Paused', sentence: 'Events are kept, and sent once it is resumed.' }
  }
  if (state === 'listening') {
    return { tone: 'good', word: 'Listening', sentence: 'Events wait here until they are fetched.' }
  }
  if (health.breaker === 'open') {
    return {
      tone: 'bad',
      word: 'Resting',
      sentence: 'Most attempts failed, so the receiver is left alone for a while.',
    }
  }
  if (health.breaker === 'half_open') {
    return { tone: 'warn', word: 'Probing', sentence: 'One attempt finds out whether the receiver is back.' }
  }
  if (health.failingSince !== null) {
    return { tone: 'warn', word: 'Failing', sentence: 'The last attempts failed and are being repeated.' }
  }
  return { tone: 'good', word: 'Active', sentence: 'Events are sent as they happen.' }
}
