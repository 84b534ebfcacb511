/** Makes the secrets of a webhook: the token of its address and its API key; seals those it is given. */
import { randomBytes } from 'node:crypto'
import type { Context } from '../../../context.ts'
import { deriveKey } from '../../../platform/master-key.ts'
import { open, seal } from '../../../platform/secret-box.ts'
import { sha256 } from '../digest.rules.ts'
import { encryptionKeyPlace, sealingPurpose, signatureSecretPlace, tokenPlace } from './webhook.ts'

/** 192 bits: 32 base64url characters (wire/returning-ai.md 10.1). */
const tokenBytes = 24
const keyBytes = 32

export interface WebhookSecrets {
  newToken: (webhookId: string) => { digest: Buffer; sealed: Buffer }
  openUrl: (webhookId: string, sealed: Buffer) => string
  sealEncryptionKey: (webhookId: string, key: string) => Buffer
  sealSignatureSecret: (webhookId: string, secret: string) => Buffer
  openSignatureSecret: (webhookId: string, sealed: Buffer) => string
}

export function createWebhookSecrets(config: Context['config']): WebhookSecrets {
  const sealingKey = deriveKey(config.masterKey, sealingPurpose)
  return {
    newToken(webhookId) {
      const token = randomBytes(tokenBytes).toString('base64url')
      return { digest: sha256(token), sealed: seal(sealingKey, token, tokenPlace(webhookId)) }
    },
    openUrl(webhookId, sealed) {
      return `${config.publicUrl}/hooks/${open(sealingKey, sealed, tokenPlace(webhookId)).toString('utf8')}`
    },
    sealEncryptionKey: (webhookId, key) => seal(sealingKey, key, encryptionKeyPlace(webhookId)),
    sealSignatureSecret: (webhookId, secret) => seal(sealingKey, secret, signatureSecretPlace(webhookId)),
    openSignatureSecret: (webhookId, sealed) =>
      open(sealingKey, sealed, signatureSecretPlace(webhookId)).toString('utf8'),
  }
}

export function newApiKey(): { key: string; digest: Buffer; masked: string } {
  const key = `ghw_${randomBytes(keyBytes).toString('base64url')}`
  return { key, digest: sha256(key), masked: `${key.slice(0, 6)}******${key.slice(-4)}` }
}
