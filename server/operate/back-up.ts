/** Backs up the embedded database of this installation, while it works; and remembers the last time. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type FinishedBackup, makeBackup } from '../platform/db/backup/make-backup.ts'
import { totalBytes } from '../platform/db/backup/manifest.ts'
import type { EmbeddedConnection } from '../platform/db/embedded/embedded-postgres.ts'
import { writeDurably } from '../platform/durable-file.ts'
import { findMasterKey, keyFingerprint, keyPath } from '../platform/master-key.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { packageVersion } from '../platform/package-root.ts'

export interface BackupWish {
  into: string
  withMasterKey: boolean
}

export interface LastBackup {
  folder: string
  finishedAt: string
  bytes: number
}

export async function backUp(
  config: Config,
  connection: EmbeddedConnection,
  { into, withMasterKey }: BackupWish,
): Promise<FinishedBackup & { isOnSameDisk: boolean }> {
  const masterKey = await findMasterKey(config)
  const made = await makeBackup({
    connection,
    into,
    now: () => new Date(),
    guildhallVersion: packageVersion(),
    masterKeyFingerprint: masterKey ? keyFingerprint(masterKey) : null,
    ...(withMasterKey ? { masterKeyText: await readKeyFile(config) } : {}),
  })
  const last: LastBackup = {
    folder: made.folder,
    finishedAt: made.manifest.finishedAt,
    bytes: totalBytes(made.manifest),
  }
  await writeDurably(lastBackupFile(config.dataDir), `${JSON.stringify(last, null, 2)}\n`, 0o600)
  const [here, there] = await Promise.all([stat(config.dataDir), stat(into)])
  return { ...made, isOnSameDisk: here.dev === there.dev }
}

export async function findLastBackup(dataDir: string): Promise<LastBackup | undefined> {
  try {
    return JSON.parse(await readFile(lastBackupFile(dataDir), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Said instead of a backup of an external database. */
export function refuseExternal({ databaseUrl }: Pick<Config, 'databaseUrl'>, what: string): void {
  if (!databaseUrl) return
  throw new OperatorError(
    `DATABASE_URL names a PostgreSQL of your own, and ${what} is for the embedded one only. Use what belongs to yours: pg_dump and pg_restore, pg_basebackup, or the backups of its provider; and keep the master key beside them.`,
  )
}

async function readKeyFile(config: Config): Promise<string> {
  if (config.secret !== undefined) {
    throw new OperatorError(
      'The master key is in GUILDHALL_SECRET, not in a file: keep it where you keep that setting',
    )
  }
  return readFile(keyPath(config), 'utf8')
}

function lastBackupFile(dataDir: string): string {
  return join(dataDir, 'last-backup.json')
}
