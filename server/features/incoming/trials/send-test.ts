/**
 * Sends a test on behalf of staff: encrypted and signed here with the secrets that never leave, then taken in as any
 * request is, with the same checks, counts and answers.
 */
import { randomBytes } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { refusals } from '../../../../contracts/refusals.ts'
import type { EncryptedForm, WebhookTestAnswer } from '../../../../contracts/trials.ts'
import type { Context } from '../../../context.ts'
import { type EncryptionSetting, ivLength, sealAes } from '../../../platform/aes-form.rules.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { type Reception, receiveRequest } from '../accept/receive-request.ts'
import { jweHeader, jweMediaType } from '../rules/jwe.rules.ts'
import { signatureHeaders } from '../signatures/sign-request.rules.ts'
import { listSignatures } from '../webhooks/senders.store.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import type { WebhookSecrets } from '../webhooks/webhook-secrets.ts'
import { findWebhook, listCurrentMappings, listLivingTokens } from '../webhooks/webhooks.store.ts'

export interface TestInput {
  body: string
  apiKey?: string | undefined
  eventId?: string | undefined
  form?: EncryptedForm | undefined
}

interface Outgoing {
  token: string
  headers: Record<string, string>
  body: string
}

/** Who sent it, where the headers of a receipt are shown. */
const userAgent = 'Guildhall test'

export async function sendTest(
  ctx: Context,
  secrets: WebhookSecrets,
  reception: Reception,
  actor: Actor,
  address: WebhookAddress,
  input: TestInput,
): Promise<WebhookTestAnswer> {
  const { communityId, webhookId } = address
  const webhook = await findWebhook(ctx.db, communityId, webhookId)
  if (!webhook) return refuse('not_found', 'There is no such webhook.')
  const outgoing = await prepare(ctx, secrets, address, secrets.encryptionOf(webhook), input)
  const answer = await deliver(ctx, reception, actor, outgoing)
  if (answer.receiptId !== null) {
    await ctx.inTransaction((tx) =>
      recordAudit(tx, ctx.ids, actor, {
        communityId,
        action: 'incoming_webhook.test_sent',
        subject: { kind: 'incoming_webhook', id: webhookId, label: webhook.name },
        changes: { receiptId: answer.receiptId },
      }),
    )
  }
  return answer
}

/** Encrypt first, then sign what was encrypted: receivers check before they decrypt. */
async function prepare(
  ctx: Pick<Context, 'db' | 'clock' | 'ids'>,
  secrets: WebhookSecrets,
  { communityId, webhookId }: WebhookAddress,
  encryption: EncryptionSetting | null,
  { body: plain, apiKey, eventId, form = 'aes' }: TestInput,
): Promise<Outgoing> {
  const [token] = await listLivingTokens(ctx.db, communityId, [webhookId])
  if (!token) return refuse('not_found', 'This webhook has no address.')
  const [current] = await listCurrentMappings(ctx.db, communityId, [webhookId])
  const [signature] = await listSignatures(ctx.db, communityId, [webhookId])
  const body = encryption === null ? plain : await encrypt(plain, encryption, form)
  const eventHeader = current?.mapping.dedupe?.header?.toLowerCase() ?? 'webhook-id'
  const signed =
    signature &&
    signatureHeaders(signature.scheme, secrets.openSignatureSecret(webhookId, signature.secret), {
      body,
      id: eventId?.replaceAll('.', '-') ?? `test_${ctx.ids.next()}`,
      seconds: Math.floor(ctx.clock.now() / 1000),
    })
  if (signature && !signed) {
    return refuse('signing_key_missing', 'We hold the public key only: send the test from the sender.')
  }
  const isJwe = encryption !== null && form === 'jwe'
  return {
    token: secrets.openToken(webhookId, token.sealed),
    body,
    headers: {
      'user-agent': userAgent,
      'content-type': isJwe ? jweMediaType : 'application/json',
      ...(encryption === null ? {} : { 'x-encrypted': 'true' }),
      ...(apiKey ? { 'x-api-key': apiKey } : {}),
      ...(eventId === undefined ? {} : { [eventHeader]: eventId }),
      ...signed,
    },
  }
}

async function encrypt(plain: string, encryption: EncryptionSetting, form: EncryptedForm): Promise<string> {
  if (form === 'aes') return sealAes(plain, encryption, randomBytes(ivLength[encryption.mode]))
  return new CompactEncrypt(Buffer.from(plain))
    .setProtectedHeader(jweHeader)
    .encrypt(Buffer.from(encryption.key, 'utf8'))
}

async function deliver(
  ctx: Context,
  reception: Reception,
  { ip, requestId }: Pick<Actor, 'ip' | 'requestId'>,
  { token, headers, body }: Outgoing,
): Promise<WebhookTestAnswer> {
  try {
    const { status, body: answer } = await receiveRequest(ctx, reception, {
      id: requestId,
      params: { token },
      headers,
      rawHeaders: Object.entries(headers).flat(),
      body: Buffer.from(body),
      ip,
    })
    const { message, data } = JSON.parse(answer) as { message: string; data: { id: string } }
    return { status, message, receiptId: data.id }
  } catch (error) {
    // What a sender would be told is the answer of the test, and no refusal of the test itself.
    if (!(error instanceof Refusal)) throw error
    const { status, title } = refusals[error.code]
    return { status, message: error.detail ?? title, receiptId: null }
  }
}
