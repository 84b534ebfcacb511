/** Reads how bodies shall be encrypted, and tries it once: a key that cannot encrypt is refused before it is kept. */
import { randomBytes } from 'node:crypto'
import type { BodyEncryptionInput } from '../../../../contracts/endpoint-wire.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { type BodyEncryption, encryptBody } from '../wire/encrypt-body.rules.ts'

export async function readEncryption(input: BodyEncryptionInput | null): Promise<BodyEncryption | null> {
  if (input === null) return null
  const encryption = encryptionOf(input)
  try {
    await encryptBody(Buffer.from('{}'), encryption, randomBytes)
  } catch {
    refuseKey('/encryption/publicKey', 'is not a point of its curve')
  }
  return encryption
}

function encryptionOf({ mode, key, publicKey }: BodyEncryptionInput): BodyEncryption {
  if (mode === 'jwe_ecdh') {
    if (key !== undefined) refuseKey('/encryption/key', 'does not belong to this mode')
    if (publicKey === undefined) return refuseKey('/encryption/publicKey', 'is missing')
    return { mode, publicKey }
  }
  if (publicKey !== undefined) refuseKey('/encryption/publicKey', 'does not belong to this mode')
  if (key === undefined) return refuseKey('/encryption/key', 'is missing')
  return { mode, key }
}

function refuseKey(pointer: string, reason: string): never {
  throw new Refusal('encryption_not_usable', {
    detail: `${pointer.slice(1).replace('/', '.')} ${reason}.`,
    errors: [{ pointer, reason }],
  })
}
