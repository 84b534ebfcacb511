/** `guildhall db status`: where the database is and how it does, also while the server runs. */
import { type DatabaseStatus, readDatabaseStatus } from '../../server/operate/database-status.ts'
import { tableGroups } from '../../server/operate/table-groups.rules.ts'
import { longRead } from '../../server/platform/db/long-read.ts'
import { type Command, print } from '../command.ts'
import { sizeInWords } from '../sizes.ts'
import { withPool } from '../with-database.ts'

export const dbStatus: Command = {
  name: 'db status',
  summary: 'Say where the database is, how large it is, and when it was last backed up',
  usage: '[--json]',
  optionLines: ['--json  Print one JSON object instead of words'],
  options: { json: { type: 'boolean' } },
  async run(values) {
    const status = await withPool((pool, config) => longRead(pool, (db) => readDatabaseStatus(db, config)))
    print(values.json === true ? JSON.stringify(status) : inWords(status))
    return 0
  },
}

function inWords(status: DatabaseStatus): string {
  const lines: [name: string, value: string][] = [
    ['Database', `${status.database}, ${status.kind} PostgreSQL ${status.version}`],
    ...(status.folder === null ? [] : [['Folder', status.folder] as [string, string]]),
    ['Schema', status.lastMigration ?? 'none yet'],
    ['Connections', `${status.connections} of ${status.connectionsMax}`],
    ...(status.walBytes === null
      ? []
      : [
          ['Write-ahead log', `${sizeInWords(status.walBytes)} in ${status.walFiles} files`] as [
            string,
            string,
          ],
        ]),
    ['Size', sizeInWords(status.bytes)],
    ...tableGroups.map(({ group, what }): [string, string] => [
      `  ${group}`,
      `${sizeInWords(status.bytesByGroup[group])} (${what})`,
    ]),
    ['Last backup', backupInWords(status)],
    ['Last verified', verifiedInWords(status)],
  ]
  const width = Math.max(...lines.map(([name]) => name.length)) + 2
  return lines.map(([name, value]) => `${name.padEnd(width)}${value}`).join('\n')
}

function backupInWords({ kind, lastBackup }: DatabaseStatus): string {
  if (kind === 'external') return 'not by Guildhall: the database is external'
  if (!lastBackup) return 'never'
  const place = lastBackup.isThere ? `in ${lastBackup.folder}` : `no longer in ${lastBackup.folder}`
  return `${lastBackup.finishedAt}, ${sizeInWords(lastBackup.bytes)}, ${place}`
}

function verifiedInWords({ lastBackup }: DatabaseStatus): string {
  if (!lastBackup) return 'never'
  return lastBackup.verifiedAt ?? `never: guildhall db verify-backup --from ${lastBackup.folder}`
}
