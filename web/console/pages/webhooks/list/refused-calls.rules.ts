/** Calls that were turned away before anything was stored, in words. */
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'

type Refused = IncomingWebhook['refused'][number]

const reasons: Record<string, string> = {
  unauthenticated: 'x-api-key missing or wrong',
  signature_missing: 'signature missing',
  signature_wrong: 'signature wrong',
  signature_expired: 'signature too old, or from the future',
  not_found: 'an address that no longer holds',
  payload_too_large: 'body too large',
  unsupported_media_type: 'media type not taken',
  rate_limited: 'too many requests',
}

export const refusedReason = ({ reason }: Refused) => reasons[reason] ?? reason

export interface RefusedSummary {
  count: number
  /** The most frequent reason. */
  reason: string
  lastAt: string
}

export function refusedSummary(refused: readonly Refused[]): RefusedSummary | null {
  const [most, ...others] = [...refused].sort((one, other) => other.count - one.count)
  if (most === undefined) return null
  return {
    count: refused.reduce((sum, { count }) => sum + count, 0),
    reason: others.length === 0 ? refusedReason(most) : `mostly ${refusedReason(most)}`,
    lastAt:
      refused
        .map(({ lastAt }) => lastAt)
        .sort()
        .at(-1) ?? most.lastAt,
  }
}
