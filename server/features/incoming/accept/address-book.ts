/**
 * Remembers the addresses of webhooks for a second, so that a busy one is not looked up for every request. What
 * is remembered may be stale: storing checks the revision again, and a stale request is judged anew.
 */
import type { Database } from '../../../platform/db/database.ts'
import { type AddressRow, findAddress } from './accept.store.ts'
import { sha256 } from './judge-request.rules.ts'

const rememberedMs = 1_000
const addressCountMax = 10_000

export interface AddressBook {
  find: (token: string) => Promise<AddressRow | undefined>
  forget: (token: string) => void
}

export function createAddressBook(db: Database, nowMs: () => number): AddressBook {
  const remembered = new Map<string, { found: Promise<AddressRow | undefined>; until: number }>()
  return {
    find(token) {
      const known = remembered.get(token)
      if (known && known.until > nowMs()) return known.found
      if (remembered.size >= addressCountMax) remembered.clear()
      const found = findAddress(db, sha256(token))
      remembered.set(token, { found, until: nowMs() + rememberedMs })
      // What could not be found out is not remembered.
      found.catch(() => remembered.delete(token))
      return found
    },
    forget: (token) => void remembered.delete(token),
  }
}
