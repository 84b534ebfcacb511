/** An attempt in a sentence, and its phases as parts of the time it took. */
import type { Attempt } from '../../../../contracts/deliveries.ts'
import { formatExact } from '../../../ui/time.rules.ts'

export const isSuccess = ({ status, failure }: Pick<Attempt, 'status' | 'failure'>) =>
  failure === null && status !== null && status >= 200 && status < 300

/** "12 ms", "1.4 s". */
export function durationWords(ms: number): string {
  if (ms < 10) return `${Math.round(ms * 10) / 10} ms`
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`
}

export function answerWords({ status, failure, phases }: Pick<Attempt, 'status' | 'failure' | 'phases'>) {
  const took = durationWords(phases.totalMs)
  if (failure !== null) return `${failure.reason.replace(/\.$/, '')} (after ${took}).`
  return status === null ? `No answer after ${took}.` : `Answered ${status} after ${took}.`
}

export interface Phase {
  name: string
  /** Null for what did not happen, as on a connection that stood already. */
  ms: number | null
  startMs: number
}

/** One after the other; what is left of the whole time went into the rest of the answer. */
export function phasesOf({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: Attempt['phases']): Phase[] {
  const known: [name: string, ms: number | null][] = [
    ['DNS', dnsMs],
    ['Connect', connectMs],
    ['TLS', tlsMs],
    ['First byte', firstByteMs],
  ]
  let startMs = 0
  const phases = known.map(([name, ms]) => {
    const phase = { name, ms, startMs }
    startMs += ms ?? 0
    return phase
  })
  const restMs = Math.max(0, totalMs - startMs)
  return [...phases, { name: 'The rest', ms: firstByteMs === null ? null : restMs, startMs }]
}

/** The moment of the event, as the body that is sent says it; null for bodies of another style. */
export function eventMomentOf(body: string): string | null {
  try {
    const found: unknown = JSON.parse(body)
    const timestamp =
      typeof found === 'object' && found !== null && 'timestamp' in found ? found.timestamp : null
    return typeof timestamp === 'string' && !Number.isNaN(Date.parse(timestamp)) ? timestamp : null
  } catch {
    return null
  }
}

const utcMoment = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/g

/** The server tells moments in UTC, because it does not know who reads; the page does. */
export const inReadersZone = (text: string): string =>
  text.replace(utcMoment, (_whole, day: string, time: string) => formatExact(new Date(`${day}T${time}Z`)))
