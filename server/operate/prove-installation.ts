/** Whether a database can be lived with: its schema fits, its ledger adds up, and the master key opens its secrets. */
import type { LedgerProof } from '../features/ledger/index.ts'
import { type ConnectionSettings, createPool } from '../platform/db/database.ts'
import { longRead } from '../platform/db/long-read.ts'
import { migrate } from '../platform/db/migrate.ts'
import type { Log } from '../platform/log.ts'
import type { MasterKey } from '../platform/master-key.ts'
import { countUnreadable, type Unreadable } from '../platform/sealed-columns.ts'
import { proveConservation } from './conservation.ts'
import { sealedColumns } from './sealed.ts'

export interface InstallationProof {
  ledger: LedgerProof
  unreadable: Unreadable[]
  /** Migrations that an older database was still missing. */
  migrated: string[]
}

/** Migrates what it is given, so it is given copies. */
export async function proveInstallation(
  connection: ConnectionSettings,
  masterKey: MasterKey | undefined,
  log: Log,
): Promise<InstallationProof> {
  const pool = createPool(connection, log)
  try {
    const { applied } = await migrate(pool)
    return {
      ledger: await longRead(pool, proveConservation),
      unreadable: await longRead(pool, (db) => countUnreadable(db, sealedColumns, masterKey)),
      migrated: applied,
    }
  } finally {
    await pool.end()
  }
}

/** What is wrong, in words; nothing when all is well. */
export function problemsOf({ ledger, unreadable }: InstallationProof): string[] {
  return [
    ...ledger.problems,
    ...unreadable.map(
      ({ what, count }) => `the master key does not open ${count.toLocaleString('en')} ${what}`,
    ),
  ]
}
