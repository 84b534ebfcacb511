/**
 * Decrypts a body in the AES-256 form of the community platform: `{iv, data, tag}` or one compact text, GCM or
 * CBC. Whatever is wrong gives the same answer, so that nobody learns anything by trying.
 */
import { createDecipheriv } from 'node:crypto'
import type { ReceiptFailure } from '../../../../contracts/incoming.ts'
import { receiptFailure } from './receipt-failures.rules.ts'

export type EncryptionSetting = { mode: 'gcm' | 'cbc'; key: string }
export type Decryption = { ok: true; bytes: Buffer } | { ok: false }

export const notDecrypted = (): ReceiptFailure =>
  receiptFailure(
    'Body could not be decrypted',
    'The body does not decrypt with the key and mode of this webhook. Compare both with the sender, and its form with the documentation.',
  )

export function decryptBody(bytes: Uint8Array, setting: EncryptionSetting): Decryption {
  try {
    const parts = readEnvelope(bytes, setting.mode)
    if (!parts) return { ok: false }
    return {
      ok: true,
      bytes: setting.mode === 'gcm' ? openGcm(parts, setting.key) : openCbc(parts, setting.key),
    }
  } catch {
    // Wrong key, tag or padding: node:crypto throws, and the difference must not be seen.
    return { ok: false }
  }
}

type Envelope = { iv: Buffer; encrypted: Buffer; tag: Buffer }

const ivLength = { gcm: 12, cbc: 16 }
const tagLength = { gcm: 16, cbc: 0 }
const blockLength = 16

function openGcm({ iv, encrypted, tag }: Envelope, key: string): Buffer {
  // Without authTagLength, Node takes tags of 4, 8 and 12 bytes as well.
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'utf8'), iv, {
    authTagLength: tagLength.gcm,
  })
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(encrypted), decipher.final()])
}

function openCbc({ iv, encrypted }: Envelope, key: string): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', Buffer.from(key, 'utf8'), iv)
  return Buffer.concat([decipher.update(encrypted), decipher.final()])
}

function readEnvelope(bytes: Uint8Array, mode: 'gcm' | 'cbc'): Envelope | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const isBare = /^[A-Za-z0-9+/_-]/.test(text)
  const content: unknown = isBare ? text : JSON.parse(text)
  const envelope = typeof content === 'string' ? splitCompact(content, mode) : readObject(content, mode)
  if (!envelope) return undefined
  const { iv, encrypted, tag } = envelope
  if (iv.length !== ivLength[mode] || tag.length !== tagLength[mode]) return undefined
  const isWholeBlocks = encrypted.length > 0 && encrypted.length % blockLength === 0
  return mode === 'cbc' && !isWholeBlocks ? undefined : envelope
}

/** iv, ciphertext and tag joined, the tag only for GCM. */
function splitCompact(text: string, mode: 'gcm' | 'cbc'): Envelope | undefined {
  const joined = decodeBase64(text)
  if (!joined || joined.length < ivLength[mode] + tagLength[mode]) return undefined
  const tagAt = joined.length - tagLength[mode]
  return {
    iv: joined.subarray(0, ivLength[mode]),
    encrypted: joined.subarray(ivLength[mode], tagAt),
    tag: joined.subarray(tagAt),
  }
}

function readObject(content: unknown, mode: 'gcm' | 'cbc'): Envelope | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const { iv, data: encrypted, tag } = content as { iv?: unknown; data?: unknown; tag?: unknown }
  if (mode === 'cbc' && tag !== undefined) return undefined
  const parts = [iv, encrypted, mode === 'gcm' ? tag : ''].map(decodeBase64)
  const [ivBytes, encryptedBytes, tagBytes] = parts
  if (!ivBytes || !encryptedBytes || !tagBytes) return undefined
  return { iv: ivBytes, encrypted: encryptedBytes, tag: tagBytes }
}

/** Standard or URL-safe alphabet, padding optional but never wrong, no white space, no stray bits at the end. */
function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || !/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/.test(text)) return undefined
  if (text.endsWith('=') && text.length % 4 !== 0) return undefined
  const bare = text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  const bytes = Buffer.from(bare, 'base64url')
  return bytes.toString('base64url') === bare ? bytes : undefined
}
