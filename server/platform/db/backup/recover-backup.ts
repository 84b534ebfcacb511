/** Brings a backup to life in a scratch folder: unpacked, recovered by PostgreSQL, and shown to be whole. */
import pg from 'pg'
import type { Log } from '../../log.ts'
import { OperatorError } from '../../operator-error.ts'
import { type EmbeddedConnection, startEmbeddedPostgres } from '../embedded/embedded-postgres.ts'
import type { Place } from '../embedded/place.ts'
import { makeScratch } from '../embedded/scratch.ts'
import { readLsn } from './backup-files.rules.ts'
import type { BackupManifest } from './manifest.ts'
import { checkBackup, unpackBackup } from './unpack-backup.ts'

export interface RecoverRequest {
  backup: string
  manifest: BackupManifest
  /** Made anew; the caller removes it or gives its cluster another place. */
  scratch: string
  systemDir?: string
  log: Log
}

/** `work` sees the recovered database; the server is stopped when this returns. */
export async function recoverBackup<Result>(
  { backup, manifest, scratch, systemDir, log }: RecoverRequest,
  work: (connection: EmbeddedConnection) => Promise<Result>,
): Promise<{ place: Place; result: Result }> {
  await checkBackup(backup, manifest)
  const place = await makeScratch(scratch, systemDir)
  await unpackBackup(backup, manifest, place)
  const server = await startEmbeddedPostgres({
    dataDir: scratch,
    log,
    ...(systemDir === undefined ? {} : { systemDir }),
  })
  try {
    await refuseShortRecovery(server.connection, manifest)
    return { place, result: await work(server.connection) }
  } finally {
    await server.stop()
  }
}

/**
 * Recovery ends where the log ends, without a word when a piece of it is missing. A recovered server goes on
 * writing behind what it replayed, so its own place tells how far it came.
 */
async function refuseShortRecovery(connection: EmbeddedConnection, manifest: BackupManifest): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ lsn: string; identifier: string }>(
      `select pg_current_wal_lsn()::text as lsn, system_identifier::text as identifier from pg_control_system()`,
    )
    const found = rows[0]
    if (!found || found.identifier !== manifest.systemIdentifier) {
      throw new OperatorError(
        `The backup holds the cluster ${found?.identifier}, not ${manifest.systemIdentifier}`,
      )
    }
    if (readLsn(found.lsn) < readLsn(manifest.stopLsn)) {
      throw new OperatorError(
        `The backup could be recovered up to ${found.lsn} only; it is consistent from ${manifest.stopLsn} on`,
      )
    }
  } finally {
    await client.end()
  }
}
