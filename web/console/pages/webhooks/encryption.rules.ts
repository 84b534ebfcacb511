/** The encryption of a webhook as its owner chooses it: AES-256, GCM or CBC, a key of 32 printable characters. */
export type EncryptionMode = 'gcm' | 'cbc'

export interface EncryptionInput {
  mode: EncryptionMode
  key: string
}

export const encryptionKeyLength = 32

export const modeLabel = (mode: EncryptionMode) => `AES-256-${mode.toUpperCase()}`

/** Undefined when the key can be used; else what is wrong with it. */
export function keyProblem(key: string): string | undefined {
  if (key === '') return 'Type a key of 32 characters, or generate one.'
  if (!/^[\x21-\x7e]*$/.test(key)) {
    return 'Only letters, digits and punctuation of ASCII, without spaces.'
  }
  if (key.length === encryptionKeyLength) return undefined
  return `The key has ${key.length} characters; it needs exactly ${encryptionKeyLength}.`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A key from random bytes; each of the 64 letters stands for 6 bits, so 32 of them hold 192. */
export function keyFrom(bytes: Uint8Array): string {
  return Array.from(bytes.slice(0, encryptionKeyLength), (byte) => alphabet[byte % 64]).join('')
}
