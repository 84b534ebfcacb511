/**
 * Encrypts secrets that must be read again (webhook keys, app keys): AES-256-GCM, tied to where they are stored.
 *
 * | bytes | |
 * |---|---|
 * | 1 | version of this format |
 * | 4 | key id: tells which key sealed it, so a wrong master key is named as such |
 * | 12 | random IV |
 * | 16 | authentication tag |
 * | rest | ciphertext |
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { invariant } from './invariant.ts'

const algorithm = 'aes-256-gcm'
const version = 1
const keyIdBytes = 4
const ivBytes = 12
const authTagLength = 16
/** How many bytes at the beginning tell the format and the key. */
export const headerBytes = 1 + keyIdBytes
const overheadBytes = headerBytes + ivBytes + authTagLength

export class SecretBoxError extends Error {}

/**
 * `key`: 32 bytes from `deriveKey`. `associated` names the place, e.g. table, column and row id: a sealed
 * secret that was copied to another place does not open there.
 */
export function seal(key: Buffer, plaintext: string | Buffer, associated: string): Buffer {
  const header = headerOf(key)
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength })
  cipher.setAAD(associatedBytes(header, associated))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([header, iv, cipher.getAuthTag(), ciphertext])
}

/** Throws `SecretBoxError` when the key, the place or a single bit is another than when it was sealed. */
export function open(key: Buffer, sealed: Buffer, associated: string): Buffer {
  if (sealed.length < overheadBytes || sealed[0] !== version) throw new SecretBoxError('not a sealed secret')
  const header = sealed.subarray(0, headerBytes)
  if (!header.subarray(1).equals(keyId(key))) {
    throw new SecretBoxError(
      'sealed with another master key: is GUILDHALL_SECRET or secret.key the right one?',
    )
  }
  const iv = sealed.subarray(headerBytes, headerBytes + ivBytes)
  const tag = sealed.subarray(headerBytes + ivBytes, overheadBytes)
  // Without `authTagLength` Node would also take a shortened tag, which is easy to guess.
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength })
  decipher.setAAD(associatedBytes(header, associated))
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(sealed.subarray(overheadBytes)), decipher.final()])
  } catch (error) {
    throw new SecretBoxError('a sealed secret was changed or belongs to another place', { cause: error })
  }
}

/** Whether a sealed secret that begins with these bytes was sealed with the key. */
export function sealedWith(key: Buffer, header: Buffer): boolean {
  return header.equals(headerOf(key))
}

/** What a secret begins with that the key sealed. */
export function headerOf(key: Buffer): Buffer {
  return Buffer.concat([Buffer.of(version), keyId(key)])
}

/** Short and one-way, so it may be stored beside what the key protects. */
function keyId(key: Buffer): Buffer {
  invariant(key.length === 32, 'a secret box needs a key of 32 bytes')
  return createHmac('sha256', key).update('guildhall secret box key id').digest().subarray(0, keyIdBytes)
}

function associatedBytes(header: Buffer, associated: string): Buffer {
  return Buffer.concat([header, Buffer.from(associated, 'utf8')])
}
