/** From stored bytes to a payload: decrypt if it says so, then parse. */
import type { FailureReason, ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { EncryptionSetting } from '../../../platform/aes-form.rules.ts'
import { decryptBody, notDecrypted } from '../rules/decrypt-body.rules.ts'
import { parseBody } from '../rules/parse-body.rules.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'

export type PayloadReading =
  | { ok: true; payload: unknown; warnings: string[] }
  | { ok: false; failure: ReceiptFailure }

const problemDetails: Partial<Record<string, string>> = {
  'Request is not encrypted':
    'This webhook takes encrypted bodies only, and the request came without x-encrypted: true, and not as a JWE. The sender was told so with 400.',
  'Encryption is not set up':
    'The request says that it is encrypted, and this webhook has no encryption. The sender was told so with 400.',
}

export async function readReceipt(
  receipt: { body: Buffer; content_type: string | null; is_encrypted: boolean; problem: string | null },
  encryption: EncryptionSetting | null,
): Promise<PayloadReading> {
  if (receipt.problem !== null) {
    return {
      ok: false,
      failure: receiptFailure(receipt.problem as FailureReason, problemDetails[receipt.problem] ?? ''),
    }
  }
  if (!receipt.is_encrypted) return parseBody(receipt.body, receipt.content_type)
  if (!encryption) {
    return {
      ok: false,
      failure: receiptFailure(
        'Encryption is not set up',
        'The body is encrypted, and the webhook has no encryption any more.',
      ),
    }
  }
  const decrypted = await decryptBody(receipt.body, encryption)
  return decrypted.ok
    ? parseBody(decrypted.bytes, 'application/json')
    : { ok: false, failure: notDecrypted() }
}
