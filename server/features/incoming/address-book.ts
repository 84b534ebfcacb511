/**
 * Remembers the addresses of webhooks for a second, so that a busy one is not looked up for every request. What
 * is remembered may be stale: storing checks the revision again, and a stale request is judged anew.
 */
import type { Database } from '../../platform/db/database.ts'
import { type AddressRow, findAddress } from './accept.store.ts'

const rememberedMs = 1_000
const addressCountMax = 10_000

export interface AddressBook {
  find: (digest: Buffer) => Promise<AddressRow | undefined>
  forget: (digest: Buffer) => void
}

export function createAddressBook(db: Database, nowMs: () => number): AddressBook {
  const remembered = new Map<string, { found: Promise<AddressRow | undefined>; until: number }>()
  return {
    find(digest) {
      const key = digest.toString('base64')
      const known = remembered.get(key)
      if (known && known.until > nowMs()) return known.found
      if (remembered.size >= addressCountMax) remembered.clear()
      const found = findAddress(db, digest)
      remembered.set(key, { found, until: nowMs() + rememberedMs })
      // What could not be found out is not remembered.
      found.catch(() => remembered.delete(key))
      return found
    },
    forget(digest) {
      remembered.delete(digest.toString('base64'))
    },
  }
}
