/**
 * What is needed to read a webhook's receipts: name, key, compiled mapping, living fields. Settings are read in
 * the batch's own transaction; what never changes (a version of a mapping) is compiled once and kept.
 */
import type { CustomField } from '../../../../contracts/fields.ts'
import type { RuntimeConfig } from '../../../config.ts'
import type { EncryptionSetting } from '../../../platform/aes-form.rules.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { deriveKey } from '../../../platform/master-key.ts'
import { open } from '../../../platform/secret-box.ts'
import { listLivingFields } from '../../fields/index.ts'
import { type CompiledMapping, compileMapping } from '../rules/compile-mapping.rules.ts'
import { encryptionKeyPlace, sealingPurpose } from '../webhooks/webhook.ts'
import { findMapping, listWebhookSettings, type WebhookSettings } from './apply.store.ts'

const mappingCountMax = 2_000

export interface BookEntry {
  webhookId: string
  name: string
  encryption: EncryptionSetting | null
  mapping: CompiledMapping | null
  mappingVersion: number | null
  fields: readonly CustomField[]
}

export interface MappingBook {
  read: (
    db: Queryable,
    webhooks: readonly { communityId: string; webhookId: string }[],
  ) => Promise<ReadonlyMap<string, BookEntry>>
}

export function createMappingBook(ctx: { config: Pick<RuntimeConfig, 'masterKey'> }): MappingBook {
  const compiled = new Map<string, CompiledMapping>()
  const sealingKey = deriveKey(ctx.config.masterKey, sealingPurpose)

  async function mappingOf(db: Queryable, webhook: WebhookSettings): Promise<CompiledMapping | null> {
    if (webhook.mapping_version === null) return null
    const key = `${webhook.id} ${webhook.mapping_version}`
    const known = compiled.get(key)
    if (known) return known
    const mapping = await findMapping(db, webhook.community_id, webhook.id, webhook.mapping_version)
    if (!mapping) return null
    if (compiled.size >= mappingCountMax) compiled.clear()
    const fresh = compileMapping(mapping)
    compiled.set(key, fresh)
    return fresh
  }

  return {
    async read(db, webhooks) {
      const entries = new Map<string, BookEntry>()
      const fields = new Map<string, readonly CustomField[]>()
      for (const webhook of await listWebhookSettings(db, webhooks)) {
        const mapping = await mappingOf(db, webhook)
        entries.set(webhook.id, {
          webhookId: webhook.id,
          name: webhook.name,
          encryption: encryptionOf(webhook, sealingKey),
          mapping,
          mappingVersion: webhook.mapping_version,
          fields: mapping && usesFields(mapping) ? await fieldsOf(db, fields, webhook.community_id) : [],
        })
      }
      return entries
    },
  }
}

const usesFields = (mapping: CompiledMapping) => mapping.lines.some((line) => line.kind === 'field')

async function fieldsOf(db: Queryable, known: Map<string, readonly CustomField[]>, communityId: string) {
  const fields = known.get(communityId) ?? (await listLivingFields(db, communityId))
  known.set(communityId, fields)
  return fields
}

function encryptionOf(webhook: WebhookSettings, sealingKey: Buffer): EncryptionSetting | null {
  if (webhook.encryption_mode === null || webhook.encryption_key === null) return null
  const key = open(sealingKey, webhook.encryption_key, encryptionKeyPlace(webhook.id)).toString('utf8')
  return { mode: webhook.encryption_mode, key }
}
