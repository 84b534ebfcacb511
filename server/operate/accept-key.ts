/** Lets a database go on with another master key than the one it knows, when that is lost. */
import type { Config } from '../config.ts'
import { type ConnectionSettings, createDatabase, createPool } from '../platform/db/database.ts'
import { longRead } from '../platform/db/long-read.ts'
import { migrate } from '../platform/db/migrate.ts'
import { forgetKnownKey } from '../platform/known-key.ts'
import type { Log } from '../platform/log.ts'
import { findMasterKey } from '../platform/master-key.ts'
import { countUnreadable, type Unreadable } from '../platform/sealed-columns.ts'
import { sealedColumns } from './sealed.ts'

/** Answers what the key at hand does not open; while there is any, the key is taken only `anyway`. */
export async function acceptKey(
  config: Config,
  connection: ConnectionSettings,
  anyway: boolean,
  log: Log,
): Promise<{ unreadable: Unreadable[]; isAccepted: boolean }> {
  // Without one the next start draws it, and everything sealed stays closed.
  const masterKey = await findMasterKey(config)
  const pool = createPool(connection, log)
  try {
    await migrate(pool)
    const unreadable = await longRead(pool, (db) => countUnreadable(db, sealedColumns, masterKey))
    const isAccepted = anyway || unreadable.length === 0
    if (isAccepted) await forgetKnownKey(createDatabase(pool))
    return { unreadable, isAccepted }
  } finally {
    await pool.end()
  }
}

/** The next start says which key it is. */
export async function acceptAnyKey(connection: ConnectionSettings, log: Log): Promise<void> {
  const pool = createPool(connection, log)
  try {
    await forgetKnownKey(createDatabase(pool))
  } finally {
    await pool.end()
  }
}
