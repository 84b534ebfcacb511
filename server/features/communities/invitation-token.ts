/** Tokens of invitation links: 32 random bytes, of which only the digest is kept. */
import { createHash, randomBytes } from 'node:crypto'

export interface InvitationToken {
  text: string
  digest: Buffer
}

export function createInvitationToken(): InvitationToken {
  const text = randomBytes(32).toString('base64url')
  return { text, digest: digestOfToken(text) }
}

export function digestOfToken(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
