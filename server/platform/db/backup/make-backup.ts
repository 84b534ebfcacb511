/**
 * An online, physical backup of the embedded PostgreSQL: its files are copied while it works, together with the
 * write-ahead log that makes them consistent. Everything committed before `pg_backup_stop` is in it.
 *
 * | step | why |
 * |---|---|
 * | lock, on the session | one backup at a time, so what an interrupted one left can be removed |
 * | temporary replication slot | the server keeps every piece of its log until the session ends |
 * | `pg_backup_start` | from here on, pages go into the log whole when they first change |
 * | copy | pages may be torn or of different moments |
 * | `pg_backup_stop` | says how far the log must be replayed; ends the log's current file |
 * | copy the log, write the label, the manifest, rename | a folder with the final name is a whole backup |
 */
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { syncFolder, writeSynced } from '../../durable-file.ts'
import { OperatorError } from '../../operator-error.ts'
import type { EmbeddedConnection } from '../embedded/embedded-postgres.ts'
import { backupFolderName, belongsIntoBackup, readLsn, walSegmentNames } from './backup-files.rules.ts'
import { copyFile, digestOf, forEachFile, listTree, readSteadily } from './copy-files.ts'
import { type BackupFile, type BackupManifest, clusterFolder, keyFile, writeManifest } from './manifest.ts'

export interface BackupRequest {
  connection: EmbeddedConnection
  /** Folder of backups; made when missing. */
  into: string
  now: () => Date
  guildhallVersion: string
  masterKeyFingerprint: string | null
  /** Content of the key file, when the backup shall hold it. */
  masterKeyText?: string
}

export interface FinishedBackup {
  folder: string
  manifest: BackupManifest
}

/** Names the one lock that backups of a server queue for. */
const backupLock = 4_842_071_147
const controlFile = 'global/pg_control'
/** What an unfinished backup is called in addition, so that nobody takes it for one. */
const unfinished = '.unfinished'
/** Room for the log that is written meanwhile. */
const spareBytes = 64 * 1024 * 1024

export async function makeBackup(request: BackupRequest): Promise<FinishedBackup> {
  const { into, now } = request
  await mkdir(into, { recursive: true, mode: 0o700 })
  const client = new pg.Client({ ...request.connection, application_name: 'guildhall backup' })
  client.on('error', () => {})
  await client.connect()
  try {
    await lockBackups(client)
    await removeUnfinished(into)
    const startedAt = now()
    const folder = join(into, backupFolderName(startedAt))
    const draft = `${folder}${unfinished}`
    const server = await describeServer(client)
    await refuseWithoutSpace(client, into)
    await mkdir(join(draft, clusterFolder), { recursive: true, mode: 0o700 })
    const copied = await copyServer(client, server, draft)
    const { masterKeyText, masterKeyFingerprint } = request
    const manifest: BackupManifest = {
      format: 1,
      guildhall: request.guildhallVersion,
      postgres: server.majorVersion,
      systemIdentifier: server.systemIdentifier,
      startedAt: startedAt.toISOString(),
      finishedAt: now().toISOString(),
      stopLsn: copied.stopLsn,
      masterKey: { fingerprint: masterKeyFingerprint, isIncluded: masterKeyText !== undefined },
      folders: copied.folders,
      files: [
        ...copied.files,
        ...(masterKeyText === undefined ? [] : [await addText(draft, keyFile, masterKeyText)]),
      ],
    }
    await forEachFile(copied.folders, (path) => syncFolder(join(draft, path)))
    await writeManifest(draft, manifest)
    await rename(draft, folder)
    await syncFolder(into)
    return { folder, manifest }
  } finally {
    // Ends the lock, the slot and, after a failure, PostgreSQL's own state of a backup.
    await client.end()
  }
}

interface ServerDescription {
  cluster: string
  majorVersion: number
  systemIdentifier: string
  timeline: number
  segmentBytes: number
}

async function lockBackups(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
    backupLock,
  ])
  if (!rows[0]?.locked) throw new OperatorError('Another backup of this database is running')
}

async function removeUnfinished(into: string): Promise<void> {
  for (const name of await readdir(into)) {
    if (name.startsWith('backup-') && name.endsWith(unfinished)) {
      await rm(join(into, name), { recursive: true, force: true })
    }
  }
}

async function describeServer(client: pg.Client): Promise<ServerDescription> {
  const { rows } = await client.query<ServerDescription>(
    `select current_setting('data_directory') as cluster,
            current_setting('server_version_num')::integer / 10000 as "majorVersion",
            system_identifier::text as "systemIdentifier",
            timeline_id as timeline,
            (select setting::integer from pg_settings where name = 'wal_segment_size') as "segmentBytes"
     from pg_control_system(), pg_control_checkpoint()`,
  )
  return rows[0] as ServerDescription
}

async function refuseWithoutSpace(client: pg.Client, into: string): Promise<void> {
  const { rows } = await client.query<{ bytes: string }>(
    'select sum(pg_database_size(oid))::text as bytes from pg_database',
  )
  const needed = Number(rows[0]?.bytes) + spareBytes
  const { bavail, bsize } = await statfs(into)
  if (bavail * bsize < needed) {
    const mebibytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024).toLocaleString('en')} MiB`
    throw new OperatorError(
      `There is not enough space in ${into}: a backup needs about ${mebibytes(needed)}, ${mebibytes(bavail * bsize)} are free`,
    )
  }
}

async function copyServer(client: pg.Client, server: ServerDescription, draft: string) {
  await client.query(`select pg_create_physical_replication_slot('guildhall_backup', true, true)`)
  const started = await client.query<{ lsn: string }>(
    `select pg_backup_start('guildhall', true)::text as lsn`,
  )
  const { folders, files } = await copyCluster(server.cluster, draft)
  const stopped = await client.query<{ lsn: string; label: string; tablespaces: string }>(
    `select lsn::text, labelfile as label, spcmapfile as tablespaces from pg_backup_stop(false)`,
  )
  const startLsn = started.rows[0]?.lsn ?? ''
  const { lsn: stopLsn = '', label = '', tablespaces = '' } = stopped.rows[0] ?? {}
  const segments = walSegmentNames(server.timeline, readLsn(startLsn), readLsn(stopLsn), server.segmentBytes)
  for (const name of segments) {
    const path = `${clusterFolder}/pg_wal/${name}`
    const copy = await copyFile(join(server.cluster, 'pg_wal', name), join(draft, path))
    if (!copy) throw new Error(`PostgreSQL no longer has ${name} of its write-ahead log`)
    files.push({ path, ...copy })
  }
  files.push(await addText(draft, `${clusterFolder}/backup_label`, label))
  if (tablespaces) files.push(await addText(draft, `${clusterFolder}/tablespace_map`, tablespaces))
  return { stopLsn, folders, files }
}

async function copyCluster(cluster: string, draft: string) {
  const tree = await listTree(
    cluster,
    (path) => belongsIntoBackup(path) !== 'no' && belongsIntoBackup(dirname(path)) !== 'as_empty_folder',
  )
  const foreign = tree.find(({ kind }) => kind === 'other')
  if (foreign) throw new OperatorError(`${join(cluster, foreign.path)} leads out of the database's folder`)
  const folders = [clusterFolder]
  for (const { path, kind } of tree) {
    if (kind !== 'folder') continue
    await mkdir(join(draft, clusterFolder, path), { mode: 0o700 })
    folders.push(`${clusterFolder}/${path}`)
  }
  const files: BackupFile[] = []
  await forEachFile(
    tree.filter(({ path, kind }) => kind === 'file' && path !== controlFile),
    async ({ path: below }) => {
      const path = `${clusterFolder}/${below}`
      const copy = await copyFile(join(cluster, below), join(draft, path))
      if (copy) files.push({ path, ...copy })
    },
  )
  // Last, as the manual wants it, and whole: it is rewritten in place.
  files.push(
    await addText(draft, `${clusterFolder}/${controlFile}`, await readSteadily(join(cluster, controlFile))),
  )
  return { folders, files }
}

async function addText(draft: string, path: string, content: string | Buffer): Promise<BackupFile> {
  await writeSynced(join(draft, path), content, 0o600)
  return { path, ...(await digestOf(join(draft, path))) }
}
