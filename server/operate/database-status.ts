/** Where the database is, what it holds, and when it was last backed up and tried out. */
import type { Config } from '../config.ts'
import type { Queryable } from '../platform/db/database.ts'
import { isThere } from '../platform/db/embedded/scratch.ts'
import { findLastBackup, type LastBackup } from './back-up.ts'
import { findLastMigration, listTableSizes, readServer } from './database-status.store.ts'
import { findVerifiedAt } from './restore.ts'
import { rowsByGroup, sizesByGroup, type TableGroup } from './table-groups.rules.ts'

export interface DatabaseStatus {
  kind: 'embedded' | 'external'
  /** Version of PostgreSQL. */
  version: string
  database: string
  /** Told to superusers only. */
  folder: string | null
  lastMigration: string | null
  bytes: number
  bytesByGroup: Record<TableGroup, number>
  rowsByGroup: Record<TableGroup, number>
  connections: number
  connectionsMax: number
  walBytes: number | null
  walFiles: number | null
  /** Of this installation's own backups; null when there is none, or the database is external. */
  lastBackup: (LastBackup & { isThere: boolean; verifiedAt: string | null }) | null
}

export async function readDatabaseStatus(db: Queryable, config: Config): Promise<DatabaseStatus> {
  const server = await readServer(db)
  if (!server) throw new Error('PostgreSQL told nothing about itself')
  const sizes = await listTableSizes(db)
  return {
    kind: config.databaseUrl ? 'external' : 'embedded',
    version: server.version,
    database: server.database,
    folder: server.folder,
    lastMigration: (await findLastMigration(db)) ?? null,
    bytes: server.database_bytes,
    bytesByGroup: sizesByGroup(sizes),
    rowsByGroup: rowsByGroup(sizes),
    connections: server.connections,
    connectionsMax: server.connections_max,
    walBytes: server.wal_bytes,
    walFiles: server.wal_files,
    lastBackup: config.databaseUrl ? null : await describeLastBackup(config.dataDir),
  }
}

async function describeLastBackup(dataDir: string): Promise<DatabaseStatus['lastBackup']> {
  const last = await findLastBackup(dataDir)
  if (!last) return null
  return {
    ...last,
    isThere: await isThere(last.folder),
    verifiedAt: (await findVerifiedAt(last.folder)) ?? null,
  }
}
