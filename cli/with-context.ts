/** A context without HTTP for one command: joins the running embedded server or starts it, and leaves it as it was. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, readConfig } from '../server/config.ts'
import { type OpenContext, openContext } from '../server/open-context.ts'
import { systemClock } from '../server/platform/clock.ts'
import { createLog } from '../server/platform/log.ts'
import { readMasterKey } from '../server/platform/master-key.ts'
import { CommandError } from './command.ts'

type Work<Result> = (opened: OpenContext) => Promise<Result>

export async function withContext<Result>(work: Work<Result>): Promise<Result> {
  const config = readConfig(process.env)
  // The command says what matters itself; the log is for what goes wrong underneath.
  const log = createLog(process.env.GUILDHALL_LOG_LEVEL || 'error')
  const opened = await openDatabase(async () =>
    openContext(
      { ...config, masterKey: await readMasterKey(config), appliesInThread: false },
      systemClock,
      log,
    ),
  )
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** The same for commands about what exists: in the wrong folder they would make a new, empty database. */
export async function withInstallation<Result>(work: Work<Result>): Promise<Result> {
  await refuseWithoutInstallation(readConfig(process.env))
  return withContext(work)
}

export async function refuseWithoutInstallation({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<void> {
  if (databaseUrl || (await holdsDatabase(dataDir))) return
  throw new CommandError(
    `There is no installation in ${dataDir}. Run this where Guildhall was started, or set GUILDHALL_DATA_DIR or DATABASE_URL.`,
  )
}

async function holdsDatabase(dataDir: string): Promise<boolean> {
  const found = await Promise.allSettled([
    access(join(dataDir, 'postgres')),
    access(join(dataDir, 'postgres-location.json')),
  ])
  return found.some(({ status }) => status === 'fulfilled')
}

/** Told in words when it fails. */
export async function openDatabase<Opened>(open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open()
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException
    throw new CommandError(`The database could not be opened: ${message || code}`, { cause: error })
  }
}
