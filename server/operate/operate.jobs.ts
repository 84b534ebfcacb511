/** Calendar work for the operator: the nightly backup of the embedded database. */
import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { outdatedBackups } from '../platform/db/backup/backup-files.rules.ts'
import { findRunningEmbeddedPostgres } from '../platform/db/embedded/embedded-postgres.ts'
import { invariant } from '../platform/invariant.ts'
import type { JobDefinition } from '../platform/jobs/jobs.ts'
import { backUp } from './back-up.ts'

export function operateJobs({ config, log }: Pick<Context, 'config' | 'log'>): JobDefinition[] {
  const { databaseUrl, backupKeep, backupDir: into, dataDir } = config
  if (databaseUrl || backupKeep === 0) return []
  return [
    {
      name: 'operate.back_up',
      calendar: '20 2 * * *',
      async run() {
        const connection = await findRunningEmbeddedPostgres(dataDir)
        invariant(connection, 'the embedded server runs while jobs do')
        const { folder, isOnSameDisk } = await backUp(config, connection, { into, withMasterKey: false })
        log.info({ folder }, 'the database was backed up')
        if (isOnSameDisk)
          log.warn({ folder }, 'the backup is on the same disk as the database: set GUILDHALL_BACKUP_DIR')
        await removeOutdated(into, backupKeep)
      },
    },
  ]
}

/** One that is being removed no longer has the name of a backup. */
async function removeOutdated(into: string, keep: number): Promise<void> {
  for (const name of outdatedBackups(await readdir(into), keep)) {
    const going = join(into, `${name}.unfinished`)
    await rename(join(into, name), going)
    await rm(going, { recursive: true, force: true })
  }
}
