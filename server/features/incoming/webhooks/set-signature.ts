/** Writes how the requests of a webhook are signed; the secret before stays valid for the overlap. */
import { type SignatureInput, signatureOverlapHours } from '../../../../contracts/senders.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { checkSignature, schemeOf } from '../signatures/check-signature.rules.ts'
import { deleteSignatures, endSignature, insertSignature } from './senders.store.ts'
import type { WebhookAddress } from './webhook.ts'
import type { WebhookSecrets } from './webhook-secrets.ts'

/** Null switches signatures off. Runs inside the change of the webhook. */
export async function setSignature(
  ctx: Pick<Context, 'ids'>,
  tx: Transaction,
  secrets: WebhookSecrets,
  { communityId, webhookId }: WebhookAddress,
  signature: SignatureInput | null,
): Promise<void> {
  const overlapHours = signature?.overlapHours ?? signatureOverlapHours
  if (signature === null || overlapHours === 0) await deleteSignatures(tx, communityId, webhookId)
  else await endSignature(tx, communityId, webhookId, overlapHours)
  if (signature === null) return
  await insertSignature(tx, {
    communityId,
    webhookId,
    id: ctx.ids.next(),
    scheme: schemeOf(signature),
    sealedSecret: secrets.sealSignatureSecret(webhookId, signature.secret),
  })
}

export function refuseBrokenSignature(signature: SignatureInput | null | undefined): void {
  const problem = signature ? checkSignature(signature) : undefined
  if (!problem) return
  const pointer = `/signature${problem.pointer}`
  throw new Refusal('validation_failed', {
    detail: `${pointer} ${problem.reason}`,
    errors: [{ pointer, reason: problem.reason }],
  })
}
