/** Remembers how endpoints are sent to, with their secrets opened: read anew whenever their revision has changed. */
import type { Queryable } from '../../../platform/db/database.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import type { EndpointSecrets } from '../endpoints/endpoint-secrets.ts'
import { listSealedSecrets, type SealedSecretRow } from '../endpoints/secrets.store.ts'
import type { Receiver } from '../wire/receiver.ts'
import { signingKeyOf } from '../wire/sign.rules.ts'
import { listSendingSettings, type SendingSettings } from './claim.store.ts'
import { defaultSchedule } from './schedule.rules.ts'

export interface SendingBook {
  read: (db: Queryable, wanted: readonly EndpointAddress[]) => Promise<ReadonlyMap<string, Receiver>>
}

const receiversKept = 10_000

export function createSendingBook(secrets: EndpointSecrets): SendingBook {
  const receivers = new Map<string, Receiver>()

  async function read(db: Queryable, wanted: readonly EndpointAddress[]) {
    const settings = await listSendingSettings(db, wanted)
    const changed = settings.filter(({ id, revision }) => receivers.get(id)?.revision !== revision)
    const sealed = await listSealedSecrets(
      db,
      changed.map((each) => ({ communityId: each.community_id, endpointId: each.id })),
    )
    if (receivers.size + changed.length > receiversKept) receivers.clear()
    const opened = new Map<string, Receiver>()
    for (const each of settings) {
      const known = receivers.get(each.id)
      const receiver = known?.revision === each.revision ? known : openReceiver(each, sealed)
      receivers.set(each.id, receiver)
      opened.set(each.id, receiver)
    }
    return opened
  }

  function openReceiver(settings: SendingSettings, sealed: readonly SealedSecretRow[]): Receiver {
    const { id, name, revision, style, url, schedule, headers } = settings
    return {
      id,
      name,
      revision,
      style,
      app: settings.app_id === null ? null : { communityId: settings.community_id, appId: settings.app_id },
      clientId: settings.app_client_id,
      apiKey: secrets.openApiKey(id, settings.api_key),
      encryption: secrets.openEncryption(id, settings),
      url,
      schedule: schedule ?? defaultSchedule,
      isUnproved: settings.ownership === 'pending',
      headers: secrets.openHeaders(id, headers),
      keys: sealed
        .filter((row) => row.endpoint_id === id)
        .map((row) => ({
          key: signingKeyOf(row.kind, secrets.openSecret(id, row.sealed)),
          validUntil: row.valid_until,
        })),
    }
  }

  return { read }
}
