/**
 * Proof that a receiver wants what it is sent (webhooks.md 2): it is sent a challenge, signed as everything is, and answers it.
 * Until then it gets one message a minute, so that nobody has a stranger's server flooded from here.
 */

export const verificationType = 'webhook.verification'

/** Of an endpoint that was asked and has not proved itself. */
export const unprovedPerSecond = 1 / 60

/** The answer is the challenge itself, or JSON that has it as `challenge`. */
export function echoesChallenge(body: Buffer | null, challenge: string): boolean {
  const text = body?.toString('utf8').trim() ?? ''
  if (text === challenge) return true
  if (!text.startsWith('{')) return false
  try {
    return (JSON.parse(text) as { challenge?: unknown }).challenge === challenge
  } catch {
    return false
  }
}

export interface Challenge {
  /** Where it was sent: another address has to prove itself anew. */
  url: string
  challenge: string
}

/** Undefined of any other event. */
export function challengeOf(event: { type: string; payload: unknown }): Challenge | undefined {
  return event.type === verificationType ? (event.payload as Challenge) : undefined
}
