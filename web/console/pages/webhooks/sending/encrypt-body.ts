/** Encrypts a body as senders do: AES-256 with the 32 characters as they are, IV, ciphertext and tag in base64. */
import type { EncryptionInput } from '../encryption.rules.ts'

const tagBytes = 16

/** WebCrypto exists on https and localhost only. */
export const canEncrypt = () => globalThis.crypto?.subtle !== undefined

export async function encryptBody(text: string, { mode, key }: EncryptionInput): Promise<string> {
  const name = mode === 'gcm' ? 'AES-GCM' : 'AES-CBC'
  const iv = crypto.getRandomValues(new Uint8Array(mode === 'gcm' ? 12 : 16))
  const secret = await crypto.subtle.importKey('raw', bytesOf(key), name, false, ['encrypt'])
  const encrypted = new Uint8Array(await crypto.subtle.encrypt({ name, iv }, secret, bytesOf(text)))
  if (mode === 'cbc') return JSON.stringify({ iv: base64(iv), data: base64(encrypted) })
  const end = encrypted.length - tagBytes
  return JSON.stringify({
    iv: base64(iv),
    data: base64(encrypted.subarray(0, end)),
    tag: base64(encrypted.subarray(end)),
  })
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
