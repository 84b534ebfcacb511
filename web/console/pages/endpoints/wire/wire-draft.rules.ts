/** How an endpoint is written to, as it stands in a form, and what of it the API takes. */
import type {
  BodyEncryptionInput,
  BodyEncryptionMode,
  PublicJwk,
} from '../../../../../contracts/endpoint-wire.ts'
import { keyProblem } from '../../webhooks/encryption.rules.ts'

export interface EncryptionDraft {
  mode: BodyEncryptionMode | 'off'
  key: string
  /** The public JWK as JSON. */
  publicKey: string
}

export const noEncryption: EncryptionDraft = { mode: 'off', key: '', publicKey: '' }

export const encryptionWords: Record<BodyEncryptionMode, string> = {
  gcm: 'AES-256-GCM',
  cbc: 'AES-256-CBC',
  jwe_dir: 'JWE with a shared key',
  jwe_ecdh: 'JWE for a public key',
}

type Read = { encryption: BodyEncryptionInput | null } | { problem: string }

export function readEncryption({ mode, key, publicKey }: EncryptionDraft): Read {
  if (mode === 'off') return { encryption: null }
  if (mode === 'jwe_ecdh') {
    const read = readJwk(publicKey)
    return typeof read === 'string' ? { problem: read } : { encryption: { mode, publicKey: read } }
  }
  const problem = keyProblem(key)
  return problem === undefined ? { encryption: { mode, key } } : { problem }
}

const known = ['kty', 'crv', 'x', 'y', 'kid'] as const

/** Takes what is needed and leaves the rest, so that a key as tools write it can be pasted. */
function readJwk(text: string): PublicJwk | string {
  let parsed: Record<string, unknown> | null
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'Paste the public key as a JWK: JSON that begins with {"kty":'
  }
  if (typeof parsed !== 'object' || parsed === null) return 'A JWK is a JSON object.'
  if ('d' in parsed) return 'This is a private key. Keep it at the receiver, and paste the public one.'
  if (parsed.kty !== 'EC' && parsed.kty !== 'OKP') return 'The key has to be of kty EC or OKP.'
  return Object.fromEntries(
    known.flatMap((name) => (parsed[name] === undefined ? [] : [[name, parsed[name]]])),
  ) as PublicJwk
}
