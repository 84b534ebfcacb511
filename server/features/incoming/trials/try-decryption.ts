/**
 * Tries a body with the key of a webhook and says exactly what is wrong: for staff, who hold the settings anyway.
 * Senders are told none of it, so nobody outside can ask a padding oracle. Nothing is stored.
 */
import type { DecryptionTrial } from '../../../../contracts/trials.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { decryptBody } from '../rules/decrypt-body.rules.ts'
import { parseBody } from '../rules/parse-body.rules.ts'
import { viewPayload } from '../rules/view-payload.rules.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import type { WebhookSecrets } from '../webhooks/webhook-secrets.ts'
import { findWebhook } from '../webhooks/webhooks.store.ts'

const shownLengthMax = 2_000

export async function tryDecryption(
  ctx: Pick<Context, 'db'>,
  secrets: WebhookSecrets,
  { communityId, webhookId }: WebhookAddress,
  pasted: string,
): Promise<DecryptionTrial> {
  const webhook = await findWebhook(ctx.db, communityId, webhookId)
  if (!webhook) return refuse('not_found', 'There is no such webhook.')
  const encryption = secrets.encryptionOf(webhook)
  if (!encryption) return refuse('encryption_missing', 'Bodies of this webhook are not encrypted.')

  const body = pasted.trim()
  const warnings = warningsOf(pasted, body)
  const decrypted = await decryptBody(Buffer.from(body), encryption)
  const { form } = decrypted
  if (!decrypted.ok) return { form, payload: null, text: null, warnings, problem: decrypted.problem }
  const parsed = parseBody(decrypted.bytes, 'application/json')
  if (parsed.ok) {
    const told = [...warnings, ...parsed.warnings].slice(0, 20)
    return { form, payload: viewPayload(parsed.payload), text: null, warnings: told, problem: null }
  }
  const hint = form === 'aes' && encryption.mode === 'cbc' ? `. ${cbcHint}` : ''
  return {
    form,
    payload: null,
    text: decrypted.bytes.toString('utf8').slice(0, shownLengthMax),
    warnings,
    problem: {
      code: 'body_not_valid',
      detail: `It decrypts. ${parsed.failure.detail}${hint}`.slice(0, 1000),
    },
  }
}

const cbcHint = 'In CBC a wrong key may look like this.'

/** A pasted text easily brings a line break with it, which a sender must not send beside bare text. */
function warningsOf(pasted: string, body: string): string[] {
  const isBareText = /^[A-Za-z0-9+/_-]/.test(body)
  return isBareText && body !== pasted
    ? ['White space around the text was left out here; sent with it, the body could not be decrypted']
    : []
}
