/** Seals the keys of apps under the master key: they are read again where webhooks are sent. */
import type { Context } from '../../../context.ts'
import { deriveKey } from '../../../platform/master-key.ts'
import type { SealedColumn } from '../../../platform/sealed-columns.ts'
import { open, seal } from '../../../platform/secret-box.ts'

const purpose = 'items-app-keys'

const place = (keyId: string) => `items-app-key:${keyId}`
export const sealedAppKeys: SealedColumn = {
  what: 'keys of apps (their webhooks are not sent)',
  table: 'items_app_keys',
  column: 'sealed',
  purpose,
  ids: ['id'],
  placeOf: place,
}

export interface AppKeySecrets {
  sealKey: (keyId: string, key: string) => Buffer
  openKey: (keyId: string, sealed: Buffer) => string
}

export function createAppKeySecrets(config: Pick<Context['config'], 'masterKey'>): AppKeySecrets {
  const sealingKey = deriveKey(config.masterKey, purpose)
  return {
    sealKey: (keyId, key) => seal(sealingKey, key, place(keyId)),
    openKey: (keyId, sealed) => open(sealingKey, sealed, place(keyId)).toString('utf8'),
  }
}
