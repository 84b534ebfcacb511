/** Brings up the server of a data folder for its owner: adopts a live one or starts one; and takes it down. */
import { totalmem } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { findBinariesPackage, prepareBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import {
  deleteConnectionFile,
  type EmbeddedConnection,
  type RunningServer,
  writeConnectionFile,
} from './connection-file.ts'
import { countSessions, ensureDatabase, identifyServer } from './identity.ts'
import { refuseMoved } from './moved.ts'
import type { EmbeddedPostgresOptions } from './options.ts'
import { type Place, port, preparePlace } from './place.ts'
import { findPostmaster, readLogTail, spawnPostmaster, stopPostmaster, waitUntilReady } from './postmaster.ts'
import { serverSettings } from './settings.rules.ts'

export const systemDirDefault = '/var/lib/guildhall'
const sessionsEndWithinMs = 1_000
const workersEndWithinMs = 30_000
const startAgainMs = 200

/** `isOwn` tells whether this call started the server. The caller holds the owner's lock. */
export async function runServer(
  options: EmbeddedPostgresOptions,
): Promise<RunningServer & { isOwn: boolean }> {
  if (process.platform === 'win32') {
    throw new Error('The embedded PostgreSQL needs unix sockets: on Windows use WSL or set DATABASE_URL')
  }
  const { dataDir, log, systemDir = systemDirDefault } = options
  await refuseMoved(dataDir)
  const place = await preparePlace(dataDir, systemDir)
  const adopted = await findPostmaster(place)
  const isOwn = adopted === undefined || !(await waitUntilReady(adopted, place.cluster))
  const pid = isOwn ? await startServer(options, place, systemDir) : (adopted as number)
  const server = await identifyServer(pid, place.cluster, place.sockets, port)
  await ensureDatabase(server.connection)
  await writeConnectionFile(dataDir, server)
  log.info(
    { pid, cluster: place.cluster },
    isOwn ? 'PostgreSQL started' : 'PostgreSQL was already running: adopted',
  )
  return { ...server, isOwn }
}

/** Whether nobody is connected; sessions that are just ending get a moment. */
export async function isUnused(connection: EmbeddedConnection): Promise<boolean> {
  const deadline = Date.now() + sessionsEndWithinMs
  while ((await countSessions(connection)) > 0) {
    if (Date.now() > deadline) return false
    await pause(50)
  }
  return true
}

export async function shutDown(dataDir: string, pid: number): Promise<void> {
  await stopPostmaster(pid)
  await deleteConnectionFile(dataDir)
}

async function startServer(
  options: EmbeddedPostgresOptions,
  place: Place,
  systemDir: string,
): Promise<number> {
  const packageDir = options.binariesPackage ?? findBinariesPackage()
  const binaries = await prepareBinaries(
    packageDir,
    place.account,
    place.account ? systemDir : options.dataDir,
  )
  if (await prepareCluster(place, binaries))
    options.log.info({ cluster: place.cluster }, 'PostgreSQL cluster made')
  const settings = serverSettings(binaries.majorVersion, place.sockets, { memoryBytes: memoryBytes() })
  const deadline = Date.now() + workersEndWithinMs
  for (;;) {
    const { pid } = await spawnPostmaster(binaries, place, settings)
    if (pid !== undefined && (await waitUntilReady(pid, place.cluster))) return pid
    const words = await readLogTail(place)
    // Workers of a killed server finish their statement before they notice; until then PostgreSQL refuses.
    const isWaiting = words.includes('pre-existing shared memory block') && Date.now() < deadline
    if (!isWaiting) throw new Error(`PostgreSQL did not start. The end of ${place.log}:\n${words}`)
    await pause(startAgainMs)
  }
}

/** A container's limit counts, not the memory of its machine. */
function memoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}
