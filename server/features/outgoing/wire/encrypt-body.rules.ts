/**
 * Encrypts a body for its receiver: the AES form of the community platform (wire/returning-ai.md 9.2), or a compact JWE
 * (RFC 7516) with A256GCM, under a shared key or for a public one. What comes out is what is signed.
 */
import { CompactEncrypt, importJWK } from 'jose'
import type { BodyEncryptionMode, PublicJwk } from '../../../../contracts/endpoint-wire.ts'
import { type EncryptionSetting, ivLength, sealAes } from '../../../platform/aes-form.rules.ts'

type JweEncryption = { mode: 'jwe_dir'; key: string } | { mode: 'jwe_ecdh'; publicKey: PublicJwk }
export type BodyEncryption = EncryptionSetting | JweEncryption

export interface EncryptedBody {
  body: Buffer
  contentType: string
  /** As `x-encryption-mode` says it. */
  modeName: string
}

const contentEncryption = 'A256GCM'
/** Beside the mode, so that nobody is asked for a form that it does not have. */
const modeNames: Record<BodyEncryptionMode, string> = {
  gcm: 'GCM',
  cbc: 'CBC',
  jwe_dir: 'JWE',
  jwe_ecdh: 'JWE',
}

/** `drawIv` gives that many fresh random bytes, once for each body; a JWE draws its own. */
export async function encryptBody(
  plain: Buffer,
  setting: BodyEncryption,
  drawIv: (bytes: number) => Buffer,
): Promise<EncryptedBody> {
  const modeName = modeNames[setting.mode]
  if (setting.mode === 'jwe_dir' || setting.mode === 'jwe_ecdh') {
    return { body: Buffer.from(await sealJwe(plain, setting)), contentType: 'application/jose', modeName }
  }
  const text = sealAes(plain.toString('utf8'), setting, drawIv(ivLength[setting.mode]))
  return { body: Buffer.from(text), contentType: 'application/json', modeName }
}

async function sealJwe(plain: Buffer, setting: JweEncryption): Promise<string> {
  if (setting.mode === 'jwe_dir') {
    return new CompactEncrypt(plain)
      .setProtectedHeader({ alg: 'dir', enc: contentEncryption })
      .encrypt(Buffer.from(setting.key, 'utf8'))
  }
  const { publicKey } = setting
  const alg = 'ECDH-ES+A256KW'
  return new CompactEncrypt(plain)
    .setProtectedHeader({
      alg,
      enc: contentEncryption,
      ...(publicKey.kid === undefined ? {} : { kid: publicKey.kid }),
    })
    .encrypt(await importJWK(publicKey, alg))
}
