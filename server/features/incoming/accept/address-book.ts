/**
 * Remembers the addresses of webhooks for a second, so that a busy one is not looked up for every request. What
 * is remembered may be stale: storing checks the revision again, and a stale request is judged anew.
 */
import type { Database } from '../../../platform/db/database.ts'
import { sha256 } from '../digest.rules.ts'
import { type CheckSignature, signatureCheck } from '../signatures/verify-signature.rules.ts'
import type { WebhookSecrets } from '../webhooks/webhook-secrets.ts'
import { type AddressRow, findAddress } from './accept.store.ts'

const rememberedMs = 1_000
const addressCountMax = 10_000

/** What a webhook asks of a request, ready to be checked. Without keys or signatures it asks for none. */
export interface Address extends Omit<AddressRow, 'keys' | 'signatures'> {
  keys: readonly { id: string; digest: Buffer; untilMs: number }[]
  signatures: readonly { check: CheckSignature; untilMs: number }[]
}

export interface AddressBook {
  find: (token: string) => Promise<Address | undefined>
  forget: (token: string) => void
}

export function createAddressBook(
  db: Database,
  secrets: Pick<WebhookSecrets, 'openSignatureSecret'>,
  nowMs: () => number,
): AddressBook {
  const remembered = new Map<string, { found: Promise<Address | undefined>; until: number }>()

  async function lookUp(token: string): Promise<Address | undefined> {
    const row = await findAddress(db, sha256(token))
    return row && addressOf(row, secrets)
  }

  return {
    find(token) {
      const known = remembered.get(token)
      if (known && known.until > nowMs()) return known.found
      if (remembered.size >= addressCountMax) remembered.clear()
      const found = lookUp(token)
      remembered.set(token, { found, until: nowMs() + rememberedMs })
      // What could not be found out is not remembered.
      found.catch(() => remembered.delete(token))
      return found
    },
    forget: (token) => void remembered.delete(token),
  }
}

function addressOf(row: AddressRow, secrets: Pick<WebhookSecrets, 'openSignatureSecret'>): Address {
  const keys = row.keys ?? []
  const signatures = row.signatures ?? []
  return {
    ...row,
    keys: keys.map(({ id, digest, until }) => ({
      id,
      digest: Buffer.from(digest, 'hex'),
      untilMs: until ?? Number.POSITIVE_INFINITY,
    })),
    signatures: signatures.map(({ scheme, secret, until }) => ({
      check: signatureCheck(scheme, secrets.openSignatureSecret(row.webhook_id, Buffer.from(secret, 'hex'))),
      untilMs: until ?? Number.POSITIVE_INFINITY,
    })),
  }
}
