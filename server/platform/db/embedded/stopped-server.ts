/** The data folder for one process alone, with no server on it: for what replaces the database. */
import { realpath } from 'node:fs/promises'
import { makeDataFolder } from '../../durable-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { identifyServer } from './identity.ts'
import { isUnused, shutDown, systemDirDefault } from './own-server.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { type Place, port, preparePlace } from './place.ts'
import { findPostmaster, waitUntilReady } from './postmaster.ts'

/**
 * `work` gets the place of the database, and the folder by the name that its server goes by. A server that a killed
 * process left behind is stopped; one that somebody uses is not.
 */
export async function withStoppedServer<Result>(
  dataDir: string,
  systemDir: string | undefined,
  work: (place: Place, folder: string) => Promise<Result>,
): Promise<Result> {
  await makeDataFolder(dataDir)
  const folder = await realpath(dataDir)
  const lock = await takeOwnerLock(folder)
  if (!lock) throw new OperatorError(`Guildhall runs on ${dataDir}: stop it first`)
  try {
    const place = await preparePlace(folder, systemDir ?? systemDirDefault)
    await stopLeftServer(folder, place)
    return await work(place, folder)
  } finally {
    await lock.release()
  }
}

async function stopLeftServer(dataDir: string, place: Place): Promise<void> {
  const pid = await findPostmaster(place)
  if (pid === undefined || !(await waitUntilReady(pid, place.cluster))) return
  const { connection } = await identifyServer(pid, place.cluster, place.sockets, port)
  if (!(await isUnused(connection))) {
    throw new OperatorError(
      `Somebody is connected to the PostgreSQL of ${dataDir} (process ${pid}): end that first`,
    )
  }
  await shutDown(dataDir, pid)
}
