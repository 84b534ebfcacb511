/** An incoming webhook as the database keeps it, and the names of its secrets' places. */
import type { SealedColumn } from '../../../platform/sealed-columns.ts'

export interface WebhookRow {
  community_id: string
  id: string
  name: string
  location: string
  encryption_mode: 'gcm' | 'cbc' | null
  encryption_key: Buffer | null
  paused_at: Date | null
  mapping_version: number | null
  revision: number
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}

export interface WebhookAddress {
  communityId: string
  webhookId: string
}

/** The name of a key whose owner gave it none. */
export const defaultKeyName = 'API key'

/** What a sealed secret is bound to, so that it cannot be moved to another webhook. */
export const tokenPlace = (webhookId: string) => `incoming-token:${webhookId}`
export const encryptionKeyPlace = (webhookId: string) => `incoming-encryption:${webhookId}`
export const signatureSecretPlace = (webhookId: string) => `incoming-signature:${webhookId}`
export const sealingPurpose = 'incoming-webhooks'
export const sealedColumns: readonly SealedColumn[] = [
  {
    what: 'addresses of incoming webhooks (they go on working, but cannot be shown)',
    table: 'incoming_tokens',
    column: 'sealed',
    purpose: sealingPurpose,
    ids: ['webhook_id'],
    placeOf: tokenPlace,
  },
  {
    what: 'encryption keys of incoming webhooks (their encrypted requests fail)',
    table: 'incoming_webhooks',
    column: 'encryption_key',
    purpose: sealingPurpose,
    ids: ['id'],
    placeOf: encryptionKeyPlace,
  },
  {
    what: 'signature secrets of incoming webhooks (their signed requests are refused)',
    table: 'incoming_signatures',
    column: 'secret',
    purpose: sealingPurpose,
    ids: ['webhook_id'],
    placeOf: signatureSecretPlace,
  },
]

/**
 * Life of a receipt:
 *
 * | state      | where                        | leaves it by                                        |
 * |------------|------------------------------|-----------------------------------------------------|
 * | queued     | incoming_pending, `queued`   | a worker applies it, or fails it                    |
 * | waiting    | `no_mapping` or `paused`     | the owner runs it: queued; or discards it: success  |
 * |            | `awaiting_member`            | that, or the member appears, or 30 days end: queued |
 * | success    | incoming_outcomes            | never                                               |
 * | failed     | incoming_outcomes            | the owner runs it: the run is kept, queued again    |
 *
 * The pending row is deleted in the transaction that writes the effects and the outcome. That deletion, under
 * the row's lock, is why an effect happens once; the ledger's key of the cause says it a second time.
 */
export type PendingState = 'queued' | 'no_mapping' | 'paused' | 'awaiting_member'
