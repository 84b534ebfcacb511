/**
 * Moves the embedded database: to an external PostgreSQL, or to the major version that this Guildhall brings. The
 * server is stopped; the old database stays as it is. Interrupted anywhere, it can be run again.
 */
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { timeInName } from '../platform/db/backup/backup-files.rules.ts'
import type { ConnectionSettings } from '../platform/db/database.ts'
import { clusterVersion } from '../platform/db/embedded/cluster.ts'
import { startEmbeddedPostgres } from '../platform/db/embedded/embedded-postgres.ts'
import { markMoved } from '../platform/db/embedded/moved.ts'
import type { EmbeddedPostgresOptions } from '../platform/db/embedded/options.ts'
import { runServer, shutDown } from '../platform/db/embedded/own-server.ts'
import type { Place } from '../platform/db/embedded/place.ts'
import {
  makeScratch,
  removeScratch,
  replaceCluster,
  takeBackCluster,
} from '../platform/db/embedded/scratch.ts'
import { withStoppedServer } from '../platform/db/embedded/stopped-server.ts'
import type { MovedTable } from '../platform/db/move/copy-tables.ts'
import { moveDatabase } from '../platform/db/move/move-database.ts'
import type { Log } from '../platform/log.ts'
import { findMasterKey } from '../platform/master-key.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { type InstallationProof, proveInstallation } from './prove-installation.ts'

export interface Moved {
  tables: MovedTable[]
  proof: InstallationProof
}

export async function moveToExternal(config: Config, databaseUrl: string, log: Log): Promise<Moved> {
  const { dataDir } = config
  const to = { connectionString: databaseUrl }
  return withStoppedServer(dataDir, undefined, async (place, folder) => {
    await findCluster(place)
    const tables = await withSource({ dataDir: folder, log }, (source) => moveDatabase(source, to, log))
    const proof = await proveInstallation(to, await findMasterKey(config), log)
    await markMoved(dataDir, nameOf(databaseUrl), new Date())
    return { tables, proof }
  })
}

/** `oldPostgres`: folder of the npm package with the programs that made the database. */
export async function moveToThisVersion(
  config: Config,
  oldPostgres: string,
  log: Log,
): Promise<Moved & { putAside: string | undefined }> {
  const { dataDir } = config
  const scratch = join(dataDir, 'moving')
  return withStoppedServer(dataDir, undefined, async (place, folder) => {
    const version = await findCluster(place)
    try {
      const next = await makeScratch(scratch)
      const source = { dataDir: folder, log, binariesPackage: oldPostgres }
      const moved = await fillScratch(config, scratch, source, async () => {
        if ((await clusterVersion(next.cluster)) === version) {
          throw new OperatorError(`The database is of version ${version} already`)
        }
      })
      return { ...moved, putAside: await replaceCluster(next, place, timeInName(new Date())) }
    } finally {
      await removeScratch(scratch)
    }
  })
}

async function fillScratch(
  config: Config,
  scratch: string,
  source: EmbeddedPostgresOptions,
  check: () => Promise<void>,
): Promise<Moved> {
  const { log } = source
  const target = await startEmbeddedPostgres({ dataDir: scratch, log })
  try {
    await check()
    const tables = await withSource(source, (from) => moveDatabase(from, target.connection, log))
    return { tables, proof: await proveInstallation(target.connection, await findMasterKey(config), log) }
  } finally {
    await target.stop()
  }
}

/** The version of the cluster in that place. */
async function findCluster(place: Place): Promise<number> {
  await takeBackCluster(place)
  const version = await clusterVersion(place.cluster)
  if (version === undefined) throw new OperatorError(`There is no database in ${dirname(place.cluster)}`)
  return version
}

/** The caller holds the data folder. */
export async function withSource<Result>(
  options: EmbeddedPostgresOptions,
  work: (connection: ConnectionSettings) => Promise<Result>,
): Promise<Result> {
  const { pid, connection } = await runServer(options)
  try {
    return await work(connection)
  } finally {
    await shutDown(options.dataDir, pid)
  }
}

/** Without the password. */
function nameOf(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'another PostgreSQL'
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}
