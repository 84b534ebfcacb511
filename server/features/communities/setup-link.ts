/** The first-run link: made at the start while there is no owner, kept in memory only, closed by the first run. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface SetupLink {
  /** What the operator opens, or null when there is an owner. */
  url: () => string | null
  admits: (token: string | undefined) => boolean
  close: () => void
}

const tokenBytes = 32

export function openSetupLink(publicUrl: string): SetupLink {
  let expected: string | undefined = randomBytes(tokenBytes).toString('base64url')
  return {
    url: () => (expected === undefined ? null : `${publicUrl}/setup?token=${expected}`),
    admits: (token) => expected !== undefined && token !== undefined && isSame(token, expected),
    close: () => {
      expected = undefined
    },
  }
}

export const closedSetupLink: SetupLink = { url: () => null, admits: () => false, close: () => {} }

/** Digests have one length, so comparing them tells nothing about the token. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
