/** Rows of accounts, sessions, keys and kept mail as the contract shows them. */
import type { Account, ApiKey } from '../../../contracts/access.ts'
import type { StoredMail } from '../../platform/mail/mail.store.ts'
import type { KeyRow } from './access.store.ts'
import { permissionNamesOf } from './permissions.rules.ts'

/** An account as better-auth hands it out. */
export interface KnownAccount {
  id: string
  email: string
  name: string
  emailVerified: boolean
  createdAt: Date
}

export function accountView(account: KnownAccount): Account {
  return {
    id: account.id,
    email: account.email,
    displayName: account.name,
    isEmailVerified: account.emailVerified,
    createdAt: account.createdAt.toISOString(),
  }
}

export function apiKeyView(row: KeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    masked: row.masked,
    permissions: permissionNamesOf(BigInt(row.permissions)),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}

export function keptMailView(row: StoredMail) {
  return {
    id: row.id,
    to: row.recipient,
    subject: row.subject,
    text: row.body,
    link: row.link,
    at: row.created_at.toISOString(),
  }
}
