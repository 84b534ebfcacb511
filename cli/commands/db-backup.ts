/** `guildhall db backup`: copies the embedded database while it works, and says what the copy does not hold. */
import { resolve } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { backUp, refuseExternal } from '../../server/operate/back-up.ts'
import { lostWithoutMasterKey } from '../../server/operate/sealed.ts'
import type { FinishedBackup } from '../../server/platform/db/backup/make-backup.ts'
import { totalBytes } from '../../server/platform/db/backup/manifest.ts'
import { keyPath } from '../../server/platform/master-key.ts'
import { type Command, print, tell, textOption } from '../command.ts'
import { sizeInWords } from '../sizes.ts'
import { withEmbedded } from '../with-database.ts'

export const dbBackup: Command = {
  name: 'db backup',
  summary: 'Back up the embedded database, also while the server runs',
  usage: '[--to FOLDER] [--include-master-key]',
  optionLines: [
    '--to FOLDER           Where backups are kept (default: GUILDHALL_BACKUP_DIR, or backups in the data folder)',
    '--include-master-key  Put the master key into the backup; whoever reads the backup then reads every secret',
  ],
  options: { to: { type: 'string' }, 'include-master-key': { type: 'boolean' } },
  async run(values) {
    const config = readConfig(process.env)
    refuseExternal(config, 'guildhall db backup')
    const wish = {
      into: resolve(textOption(values, 'to') ?? config.backupDir),
      withMasterKey: values['include-master-key'] === true,
    }
    const made = await withEmbedded((connection) => backUp(config, connection, wish))
    print(made.folder)
    tell(
      `${made.manifest.files.length} files, ${sizeInWords(totalBytes(made.manifest))}, up to ${made.manifest.finishedAt}.`,
    )
    if (made.isOnSameDisk) {
      tell(
        `Warning: the backup is on the same disk as the database, and is lost with it. Choose another one with --to.`,
      )
    }
    for (const line of aboutMasterKey(
      made,
      config.secret === undefined ? keyPath(config) : 'GUILDHALL_SECRET',
    ))
      tell(line)
    return 0
  },
}

function aboutMasterKey({ manifest }: FinishedBackup, where: string): string[] {
  const { fingerprint, isIncluded } = manifest.masterKey
  if (isIncluded)
    return [`The master key ${fingerprint} is in the backup: keep it where nobody else reads it.`]
  return [
    `The master key ${fingerprint ?? ''} (${where}) is not in the backup. Keep it elsewhere. Without it these are lost:`,
    ...lostWithoutMasterKey.map((what) => `- ${what}`),
  ]
}
