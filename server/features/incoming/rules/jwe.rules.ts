/**
 * Opens a compact JWE (RFC 7516) in the one form that is taken: `dir` with A256GCM, under the key of the webhook. The
 * header is judged before anything is decrypted, because it is the sender's to write.
 */
import { compactDecrypt, errors } from 'jose'
import type { DecryptionProblem } from '../../../../contracts/trials.ts'

export const jweMediaType = 'application/jose'
export const jweHeader = { alg: 'dir', enc: 'A256GCM' } as const

export type JweDecryption = { ok: true; bytes: Buffer } | { ok: false; problem: DecryptionProblem }

const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/
/** What says something about the content and nothing about how it is opened. */
const harmlessParameters = new Set(['alg', 'enc', 'kid', 'typ', 'cty'])

export const isJweMediaType = (contentType: string | undefined): boolean =>
  contentType !== undefined && /^application\/jose\s*(;|$)/i.test(contentType)

/** Neither form of AES holds a point, so nothing can be read as both. */
export function isCompactJwe(bytes: Uint8Array): boolean {
  return compactForm.test(latin1(bytes))
}

export async function openJwe(bytes: Uint8Array, key: string): Promise<JweDecryption> {
  const jwe = latin1(bytes)
  const problem = headerProblem(jwe.split('.', 1)[0] ?? '')
  if (problem) return { ok: false, problem }
  try {
    const { plaintext } = await compactDecrypt(jwe, Buffer.from(key, 'utf8'), {
      keyManagementAlgorithms: [jweHeader.alg],
      contentEncryptionAlgorithms: [jweHeader.enc],
    })
    return { ok: true, bytes: Buffer.from(plaintext) }
  } catch (error) {
    return { ok: false, problem: openingProblem(error) }
  }
}

function headerProblem(encoded: string): DecryptionProblem | undefined {
  const header = readHeader(encoded)
  if (!header) {
    return { code: 'part_malformed', detail: 'The first part of the JWE is not a header: JSON in base64url.' }
  }
  const { alg, enc } = header
  if (alg !== jweHeader.alg || enc !== jweHeader.enc) {
    return {
      code: 'algorithm_not_allowed',
      detail: `The header says alg ${shown(alg)} and enc ${shown(enc)}. Only alg "dir" with enc "A256GCM" is taken.`,
    }
  }
  const other = Object.keys(header).find((name) => !harmlessParameters.has(name))
  return other === undefined
    ? undefined
    : {
        code: 'header_not_allowed',
        detail: `The header holds ${shown(other)}. Besides alg and enc only kid, typ and cty are taken.`,
      }
}

function readHeader(encoded: string): Record<string, unknown> | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
    const isObject = typeof header === 'object' && header !== null && !Array.isArray(header)
    return isObject ? (header as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function openingProblem(error: unknown): DecryptionProblem {
  if (error instanceof errors.JWEDecryptionFailed) {
    return {
      code: 'tag_mismatch',
      detail: 'The tag does not match: the sender uses another key, or the JWE was changed on its way.',
    }
  }
  const reason = error instanceof errors.JOSEError ? `: ${error.message}` : ''
  return { code: 'part_malformed', detail: `The JWE is not well formed${reason}.` }
}

const valueLengthMax = 60

const shown = (value: unknown) => (JSON.stringify(value) ?? 'none').slice(0, valueLengthMax)

const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
