/** Decides what of a cluster's folder belongs into a backup, and which pieces of the write-ahead log it needs. */

/** Folders whose content belongs to the running server alone; PostgreSQL wants to find them, empty. */
const emptyFolders = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
])

const skippedNames =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|backup_manifest|pg_internal\.init.*|pgsql_tmp.*|.*\.tmp)$/

export type Belongs = 'yes' | 'no' | 'as_empty_folder'

/**
 * Whether a file or folder of the cluster, by its path below it, is copied. After the chapter "Making a base
 * backup using the low level API" of PostgreSQL's manual.
 */
export function belongsIntoBackup(path: string): Belongs {
  if (emptyFolders.has(path)) return 'as_empty_folder'
  return skippedNames.test(path.split('/').at(-1) ?? '') ? 'no' : 'yes'
}

/** A place in the write-ahead log, as PostgreSQL writes it: two hexadecimal numbers of 32 bits. */
export function readLsn(text: string): bigint {
  const match = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(text)
  if (!match) throw new Error(`${text} is not a place in the write-ahead log`)
  return (BigInt(`0x${match[1]}`) << 32n) | BigInt(`0x${match[2]}`)
}

/** The files of the write-ahead log from the byte `start` up to, without it, the byte `end`. */
export function walSegmentNames(
  timeline: number,
  start: bigint,
  end: bigint,
  segmentBytes: number,
): string[] {
  const size = BigInt(segmentBytes)
  const segmentsPerLog = 0x1_0000_0000n / size
  const names: string[] = []
  for (let segment = start / size; segment * size < end; segment++) {
    names.push([BigInt(timeline), segment / segmentsPerLog, segment % segmentsPerLog].map(hex8).join(''))
  }
  return names
}

const hex8 = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0')

const folderPattern = /^backup-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/

/** Sorts by time when sorted as text. */
export function backupFolderName(at: Date): string {
  return `backup-${timeInName(at)}`
}

/** A time that may stand in a file's name everywhere. */
export function timeInName(at: Date): string {
  return at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
}

export const isBackupName = (name: string): boolean => folderPattern.test(name)

/** The backups among the names that are older than the newest `keep`. */
export function outdatedBackups(names: readonly string[], keep: number): string[] {
  const backups = names.filter(isBackupName).sort()
  return backups.slice(0, Math.max(0, backups.length - keep))
}
