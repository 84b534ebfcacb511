/**
 * The form of the keys we hand out: `gh<kind>_<43 base64url of 32 random bytes><6 of checksum>`. The checksum
 * lets a mistyped or cut key be refused, and a leaked one be found in public text, without asking the database.
 */
import { createHash } from 'node:crypto'

/** `c`: a key of a community; `a`: a key of an app; `p`: the secret of a portal link. */
export type KeyKind = 'c' | 'a' | 'p'

const secretLength = 43
const checksumLength = 6
const keyPattern = /^gh([a-z])_[A-Za-z0-9_-]{49}$/

export function formKey(kind: KeyKind, secret: Buffer): string {
  const body = `gh${kind}_${secret.toString('base64url')}`
  return body + checksumOf(body)
}

/** Whether a text is a well-formed key of that kind; says nothing of whether it was ever handed out. */
export function isKey(text: string, kind: KeyKind): boolean {
  if (keyPattern.exec(text)?.[1] !== kind) return false
  const body = text.slice(0, -checksumLength)
  return text.slice(-checksumLength) === checksumOf(body)
}

/** What is stored of a key. 256 random bits need no salt and no slow hash. */
export function digestOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** Enough to recognize a key in a list, far too little to guess it. */
export function maskKey(key: string): string {
  const secret = key.slice(4, 4 + secretLength)
  return `${key.slice(0, 4)}${secret.slice(0, 4)}…${secret.slice(-4)}`
}

function checksumOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, checksumLength)
}
