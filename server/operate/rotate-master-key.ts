/** Changes the master key: everything that it sealed is sealed anew. The server is stopped; interrupted, it goes on. */
import { createSecretKey } from 'node:crypto'
import type { Config } from '../config.ts'
import { type ConnectionSettings, createDatabase, createPool } from '../platform/db/database.ts'
import { withStoppedServer } from '../platform/db/embedded/stopped-server.ts'
import { migrate } from '../platform/db/migrate.ts'
import { beginKeyChange, endKeyChange } from '../platform/known-key.ts'
import type { Log } from '../platform/log.ts'
import { findMasterKey, keyFingerprint, keyPath } from '../platform/master-key.ts'
import { adoptNextKey, drawNextKey } from '../platform/next-master-key.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { countOthers } from '../platform/reseal.store.ts'
import { type MasterKeys, reseal } from '../platform/reseal.ts'
import { countUnreadable, type Unreadable } from '../platform/sealed-columns.ts'
import { withSource } from './move.ts'
import { sealedColumns } from './sealed.ts'

export interface Rotated {
  count: number
  /** What neither key opens; it stays as it was. */
  unreadable: Unreadable[]
  /** Where the old key is kept; undefined when a setting holds it. */
  keptAt: string | undefined
}

/** `nextSecret`: what GUILDHALL_SECRET is to be, where that holds the key. */
export async function rotateMasterKey(
  config: Config,
  nextSecret: string | undefined,
  log: Log,
): Promise<Rotated> {
  if (config.databaseUrl) {
    return rotateIn({ connectionString: config.databaseUrl }, config, nextSecret, log)
  }
  return withStoppedServer(config.dataDir, undefined, (_place, folder) =>
    withSource({ dataDir: folder, log }, (connection) => rotateIn(connection, config, nextSecret, log)),
  )
}

async function rotateIn(
  connection: ConnectionSettings,
  config: Config,
  nextSecret: string | undefined,
  log: Log,
): Promise<Rotated> {
  // One connection, so that all others are of somebody else.
  const pool = createPool(connection, log, 1)
  try {
    const db = createDatabase(pool)
    const others = await countOthers(db)
    if (others > 0) {
      throw new OperatorError(
        `Guildhall is connected to the database (${others}): stop it on every node first`,
      )
    }
    await migrate(pool)
    const keys = await findKeys(config, nextSecret)
    await beginKeyChange(db, keys)
    const count = await reseal(db, sealedColumns, keys)
    const unreadable = await countUnreadable(db, sealedColumns, keys.after)
    const keptAt = config.secret === undefined ? await adoptNextKey(config, keys.before) : undefined
    await endKeyChange(db, keys.after)
    return { count, unreadable, keptAt }
  } finally {
    await pool.end()
  }
}

async function findKeys(config: Config, nextSecret: string | undefined): Promise<MasterKeys> {
  const before = await findMasterKey(config)
  if (!before)
    throw new OperatorError(`There is no ${keyPath(config)}: nothing is sealed under a key that is lost`)
  if (config.secret === undefined) return { before, after: await drawNextKey(config) }
  if (nextSecret === undefined) {
    throw new OperatorError(
      'GUILDHALL_SECRET holds the master key: set GUILDHALL_SECRET_NEXT to the new one, at least 32 characters. Make one with: openssl rand -base64 32',
    )
  }
  const after = createSecretKey(nextSecret, 'utf8')
  if (keyFingerprint(after) === keyFingerprint(before)) {
    throw new OperatorError('GUILDHALL_SECRET_NEXT is the same as GUILDHALL_SECRET')
  }
  return { before, after }
}
