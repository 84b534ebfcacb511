/** Makes the secrets of a webhook: the token of its address and its API key; seals those it is given. */
import { randomBytes } from 'node:crypto'
import type { Context } from '../../../context.ts'
import type { EncryptionSetting } from '../../../platform/aes-form.rules.ts'
import { deriveKey } from '../../../platform/master-key.ts'
import { open, seal } from '../../../platform/secret-box.ts'
import { sha256 } from '../digest.rules.ts'
import {
  encryptionKeyPlace,
  sealingPurpose,
  signatureSecretPlace,
  tokenPlace,
  type WebhookRow,
} from './webhook.ts'

/** 192 bits: 32 base64url characters (wire/returning-ai.md 10.1). */
const tokenBytes = 24
const keyBytes = 32

export interface WebhookSecrets {
  newToken: (webhookId: string) => { digest: Buffer; sealed: Buffer }
  openToken: (webhookId: string, sealed: Buffer) => string
  openUrl: (webhookId: string, sealed: Buffer) => string
  /** Null where bodies are not encrypted. */
  encryptionOf: (
    webhook: Pick<WebhookRow, 'id' | 'encryption_mode' | 'encryption_key'>,
  ) => EncryptionSetting | null
  sealEncryptionKey: (webhookId: string, key: string) => Buffer
  sealSignatureSecret: (webhookId: string, secret: string) => Buffer
  openSignatureSecret: (webhookId: string, sealed: Buffer) => string
}

export function createWebhookSecrets(config: Context['config']): WebhookSecrets {
  const sealingKey = deriveKey(config.masterKey, sealingPurpose)
  const openAt = (place: string, sealed: Buffer) => open(sealingKey, sealed, place).toString('utf8')
  const openToken = (webhookId: string, sealed: Buffer) => openAt(tokenPlace(webhookId), sealed)
  return {
    newToken(webhookId) {
      const token = randomBytes(tokenBytes).toString('base64url')
      return { digest: sha256(token), sealed: seal(sealingKey, token, tokenPlace(webhookId)) }
    },
    openToken,
    openUrl: (webhookId, sealed) => `${config.publicUrl}/hooks/${openToken(webhookId, sealed)}`,
    encryptionOf({ id, encryption_mode: mode, encryption_key: key }) {
      return mode === null || key === null ? null : { mode, key: openAt(encryptionKeyPlace(id), key) }
    },
    sealEncryptionKey: (webhookId, key) => seal(sealingKey, key, encryptionKeyPlace(webhookId)),
    sealSignatureSecret: (webhookId, secret) => seal(sealingKey, secret, signatureSecretPlace(webhookId)),
    openSignatureSecret: (webhookId, sealed) => openAt(signatureSecretPlace(webhookId), sealed),
  }
}

export function newApiKey(): { key: string; digest: Buffer; masked: string } {
  const key = `ghw_${randomBytes(keyBytes).toString('base64url')}`
  return { key, digest: sha256(key), masked: `${key.slice(0, 6)}******${key.slice(-4)}` }
}
