/** How the installation fares, for its owner: the figures of `/metrics` and of `guildhall db status` in one answer. */
import { readdir, statfs } from 'node:fs/promises'
import { type InstallationStatus, slowStatementCountMax } from '../../contracts/installation.ts'
import type { Context } from '../context.ts'
import type { IncomingOffer } from '../features/incoming/index.ts'
import { isBackupName } from '../platform/db/backup/backup-files.rules.ts'
import type { SlowStatements } from '../platform/db/slow-statements.ts'
import { listReaderLags, readHorizonLag } from '../platform/events/lag.store.ts'
import { idTime } from '../platform/ids.ts'
import { readWaitingJobs } from '../platform/jobs/waiting.store.ts'
import { packageVersion } from '../platform/package-root.ts'
import { type DatabaseStatus, readDatabaseStatus } from './database-status.ts'
import { listOldestIds, readAverageBody } from './stored.store.ts'

type StatusContext = Pick<Context, 'db' | 'clock' | 'config'>

export async function readStatus(
  { db, clock, config }: StatusContext,
  { queue }: Pick<IncomingOffer, 'queue'>,
  slow: SlowStatements,
): Promise<InstallationStatus> {
  // One after the other: a glance of the owner takes one connection, not ten.
  const database = await readDatabaseStatus(db, config)
  const jobs = await readWaitingJobs(db)
  const { version: postgres, lastMigration: schema, lastBackup } = database
  return {
    versions: { guildhall: packageVersion(), node: process.versions.node, postgres, schema },
    startedAt: new Date(clock.now() - process.uptime() * 1000).toISOString(),
    receipts: { waitingCount: await queue.count(db), oldestSeconds: await queue.oldestSeconds(db) },
    jobs: { waitingCount: jobs.waiting, oldestSeconds: jobs.oldest_seconds, givenUpCount: jobs.given_up },
    events: {
      horizonLagSeconds: await readHorizonLag(db),
      readers: (await listReaderLags(db)).map(({ name, seconds }) => ({ name, lagSeconds: seconds })),
    },
    database: {
      kind: database.kind,
      bytes: database.bytes,
      connections: database.connections,
      connectionsMax: database.connectionsMax,
    },
    disk: await readDisk(config.dataDir),
    lastBackup: lastBackup && {
      finishedAt: lastBackup.finishedAt,
      bytes: lastBackup.bytes,
      isThere: lastBackup.isThere,
      verifiedAt: lastBackup.verifiedAt,
    },
    slowStatements: slow
      .list(slowStatementCountMax)
      .map(({ lastAt, ...statement }) => ({ ...statement, lastAt: new Date(lastAt).toISOString() })),
    stored: await listStored({ db, config }, database),
  }
}

/** With an external database there need not be a data folder. */
async function readDisk(folder: string): Promise<InstallationStatus['disk']> {
  const disk = await statfs(folder).catch(() => null)
  return disk && { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize }
}

/** Bodies and metadata of receipts share tables: what is bodies is estimated from a sample. */
async function listStored(
  { db, config }: Pick<StatusContext, 'db' | 'config'>,
  { bytesByGroup: bytes, rowsByGroup: count, lastBackup }: DatabaseStatus,
): Promise<InstallationStatus['stored']> {
  const oldest = new Map(
    (await listOldestIds(db)).map(({ kind, id }) => [kind, new Date(idTime(id)).toISOString()]),
  )
  const average = await readAverageBody(db, count.receipts)
  const bodies = Math.min(bytes.receipts, Math.round(average * count.receipts))
  const backupCount = lastBackup ? await countBackups(config.backupDir) : 0
  const row = (
    kind: InstallationStatus['stored'][number]['kind'],
    size: number,
    rowCount: number | null,
  ) => ({
    kind,
    bytes: size,
    rowCount,
    oldestAt: oldest.get(kind as 'metadata') ?? null,
  })
  return [
    row('bodies', bodies, null),
    row('metadata', bytes.receipts - bodies + bytes.outcomes, count.receipts),
    row('attempts', bytes.attempts, count.attempts),
    row('deliveries', bytes.deliveries, count.deliveries),
    row('ledger', bytes.ledger, count.ledger),
    row('events', bytes.events, count.events),
    row('audit', bytes.audit, count.audit),
    row('other', bytes.other, null),
    row('backups', backupCount * (lastBackup?.bytes ?? 0), backupCount),
  ]
}

async function countBackups(folder: string): Promise<number> {
  // A folder that was never made holds none.
  const names = await readdir(folder).catch(() => [])
  return names.filter(isBackupName).length
}
