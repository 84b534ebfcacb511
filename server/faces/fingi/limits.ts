/** How often a game may call: per key, and for reads of one member also per e-mail. */
import type { RateLimit } from '../../platform/http/rate-limit.ts'
import { FaceError } from './face-error.ts'

const readsPerMinute = 3000
const readsOfOnePerMinute = 60
const writesPerMinute = 300

/** `email`: undefined where nobody is asked about. Who follows the feed shall not stand still behind sixty pages. */
export function countRead(limit: RateLimit, keyId: string, email: string | undefined): void {
  take(limit, `fingi reads ${keyId}`, readsPerMinute)
  if (email !== undefined) take(limit, `fingi reads ${keyId} ${email.toLowerCase()}`, readsOfOnePerMinute)
}

export const countWrite = (limit: RateLimit, keyId: string): void =>
  take(limit, `fingi writes ${keyId}`, writesPerMinute)

function take(rateLimit: RateLimit, bucket: string, perMinute: number): void {
  const { isAllowed, limit, resetSeconds } = rateLimit.take(bucket, perMinute)
  if (isAllowed) return
  throw new FaceError('rate_limited', `At most ${limit} calls a minute. Try again in ${resetSeconds} s.`, {
    headers: { 'retry-after': String(resetSeconds) },
  })
}
