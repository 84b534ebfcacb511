/**
 * Decrypts a body with the key of its webhook: a compact JWE, or the AES form in the mode of the webhook. What was
 * wrong is for the owner's eyes; a receipt gives one reason for all of it, so that nobody learns anything by trying.
 */
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { DecryptionProblem, EncryptedForm } from '../../../../contracts/trials.ts'
import { type EncryptionSetting, openAes } from '../../../platform/aes-form.rules.ts'
import { isCompactJwe, openJwe } from './jwe.rules.ts'
import { receiptFailure } from './receipt-failures.rules.ts'

export type Decryption =
  | { ok: true; form: EncryptedForm; bytes: Buffer }
  | { ok: false; form: EncryptedForm | null; problem: DecryptionProblem }

export const notDecrypted = (): ReceiptFailure =>
  receiptFailure(
    'Body could not be decrypted',
    'The body does not decrypt with the key and mode of this webhook. Paste it into “Try to decrypt” to see what is wrong, or compare key, mode and form with the sender.',
  )

/** The key decides over authenticity, not the form: a JWE is taken in either mode of the AES form. */
export async function decryptBody(bytes: Uint8Array, setting: EncryptionSetting): Promise<Decryption> {
  if (isCompactJwe(bytes)) return { form: 'jwe', ...(await openJwe(bytes, setting.key)) }
  const opened = openAes(bytes, setting)
  if (opened.ok) return { form: 'aes', ...opened }
  return { form: opened.problem.code === 'form_unknown' ? null : 'aes', ...opened }
}
