/** The AES-256 form of the community platform, `{iv, data, tag}` or one compact text: read, opened and made. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { DecryptionProblem } from '../../contracts/trials.ts'

export type EncryptionSetting = { mode: 'gcm' | 'cbc'; key: string }
type Mode = EncryptionSetting['mode']
interface Envelope {
  iv: Buffer
  encrypted: Buffer
  tag: Buffer
}
type Opened = { ok: true; bytes: Buffer } | { ok: false; problem: DecryptionProblem }
type Read = { ok: true; envelope: Envelope } | { ok: false; problem: DecryptionProblem }

export const ivLength = { gcm: 12, cbc: 16 }
const tagLength = { gcm: 16, cbc: 0 }
const blockLength = 16

export function openAes(bytes: Uint8Array, { mode, key }: EncryptionSetting): Opened {
  const read = readEnvelope(bytes, mode)
  if (!read.ok) return read
  try {
    const opened = mode === 'gcm' ? openGcm(read.envelope, key) : openCbc(read.envelope, key)
    return { ok: true, bytes: opened }
  } catch {
    return mode === 'gcm'
      ? wrong('tag_mismatch', 'The tag does not match: the sender uses another key, or the body was changed.')
      : wrong(
          'padding_wrong',
          'The padding is wrong: the sender uses another key or iv, or the body was cut.',
        )
  }
}

/** As senders make it: iv, data and, in GCM, tag. */
export function sealAes(text: string, { mode, key }: EncryptionSetting, iv: Buffer): string {
  const secret = Buffer.from(key, 'utf8')
  if (mode === 'cbc') {
    const cipher = createCipheriv('aes-256-cbc', secret, iv)
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return JSON.stringify({ iv: iv.toString('base64'), data: encrypted.toString('base64') })
  }
  const cipher = createCipheriv('aes-256-gcm', secret, iv, { authTagLength: tagLength.gcm })
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const [ivText, data, tag] = [iv, encrypted, cipher.getAuthTag()].map((part) => part.toString('base64'))
  return JSON.stringify({ iv: ivText, data, tag })
}

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

function readEnvelope(bytes: Uint8Array, mode: Mode): Read {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const content = contentOf(text)
  const read = typeof content === 'string' ? splitCompact(content, mode) : readObject(content, mode)
  if (!read.ok) return read
  const { iv, encrypted, tag } = read.envelope
  if (iv.length !== ivLength[mode]) {
    return malformed(`The iv has ${iv.length} bytes; ${name(mode)} needs ${ivLength[mode]}.`)
  }
  if (tag.length !== tagLength[mode]) {
    return malformed(`The tag has ${tag.length} bytes; it needs ${tagLength[mode]}.`)
  }
  const isWholeBlocks = encrypted.length > 0 && encrypted.length % blockLength === 0
  return mode === 'cbc' && !isWholeBlocks
    ? malformed(`The data has ${encrypted.length} bytes; CBC gives a multiple of ${blockLength}.`)
    : read
}

/** Bare text, or what stands as JSON; undefined when it is neither. */
function contentOf(text: string): unknown {
  if (/^[A-Za-z0-9+/_-]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** iv, ciphertext and tag joined, the tag only for GCM. */
function splitCompact(text: string, mode: Mode): Read {
  const joined = decodeBase64(text)
  if (!joined) return unknownForm()
  if (joined.length < ivLength[mode] + tagLength[mode]) {
    return malformed(`The text holds ${joined.length} bytes: too few for iv and tag of ${name(mode)}.`)
  }
  const tagAt = joined.length - tagLength[mode]
  return {
    ok: true,
    envelope: {
      iv: joined.subarray(0, ivLength[mode]),
      encrypted: joined.subarray(ivLength[mode], tagAt),
      tag: joined.subarray(tagAt),
    },
  }
}

function readObject(content: unknown, mode: Mode): Read {
  if (typeof content !== 'object' || content === null) return unknownForm()
  const { iv, data, tag } = content as { iv?: unknown; data?: unknown; tag?: unknown }
  if (iv === undefined || data === undefined) return unknownForm()
  if (mode === 'cbc' && tag !== undefined) {
    return wrong('mode_differs', 'The body has a tag, as GCM makes it, and this webhook is set to CBC.')
  }
  if (mode === 'gcm' && tag === undefined) {
    return wrong('mode_differs', 'The body has no tag, as CBC makes it, and this webhook is set to GCM.')
  }
  const parts = { iv, data, tag: mode === 'gcm' ? tag : '' }
  for (const [part, value] of Object.entries(parts)) {
    if (!decodeBase64(value)) return malformed(`“${part}” is not base64.`)
  }
  const bytesOf = (value: unknown) => decodeBase64(value) ?? Buffer.alloc(0)
  return {
    ok: true,
    envelope: { iv: bytesOf(parts.iv), encrypted: bytesOf(parts.data), tag: bytesOf(parts.tag) },
  }
}

const name = (mode: Mode) => mode.toUpperCase()
const wrong = (code: DecryptionProblem['code'], detail: string) => ({
  ok: false as const,
  problem: { code, detail },
})
const malformed = (detail: string) => wrong('part_malformed', detail)
const unknownForm = () =>
  wrong(
    'form_unknown',
    'This is neither an object with iv, data and tag, nor these joined as base64 text, nor a compact JWE.',
  )

/** Standard or URL-safe alphabet, padding optional but never wrong, no white space, no stray bits at the end. */
function decodeBase64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || !/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/.test(text)) return undefined
  if (text.endsWith('=') && text.length % 4 !== 0) return undefined
  const bare = text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  const bytes = Buffer.from(bare, 'base64url')
  return bytes.toString('base64url') === bare ? bytes : undefined
}
