/**
 * Runs the PostgreSQL of one data folder: started or adopted here, restarted when it dies, stopped by its owner.
 *
 * | who | how it gets the server | when the server dies | `stop()` |
 * |---|---|---|---|
 * | owner (holds the lock), started it | spawns | starts it again | stops it |
 * | owner, adopted it (its starter was killed) | checks identity, connects | starts it again | stops it unless somebody is connected |
 * | guest (another process is the owner) | connection file | waits, or becomes the owner when that one is gone | becomes the owner first, if it can |
 */
import { realpath } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { makeDataFolder } from '../../durable-file.ts'
import { type EmbeddedConnection, type RunningServer, readConnectionFile } from './connection-file.ts'
import { verifyServer } from './identity.ts'
import type { EmbeddedPostgresOptions } from './options.ts'
import { isAlive, isPostmasterOf } from './os-process.ts'
import { isUnused, runServer, shutDown } from './own-server.ts'
import { type OwnerLock, takeOwnerLock } from './owner-lock.ts'

export type { EmbeddedConnection } from './connection-file.ts'

export interface EmbeddedPostgres {
  /** Stays the same over restarts. */
  connection: EmbeddedConnection
  stop: () => Promise<void>
  /** Process number of the server in use now; another one after a restart. */
  pid: () => number
}

const watchEveryMs = 250
const restartDelayMinMs = 100
const restartDelayMaxMs = 5_000
/** A server that lived this long did not die of its start; the next restart is quick again. */
const healthyAfterMs = 30_000
const guestWaitMs = 60_000

export async function startEmbeddedPostgres(given: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await makeDataFolder(given.dataDir)
  // One name for one folder: a live server is known by the path it was started with.
  const options = { ...given, dataDir: await realpath(given.dataDir) }
  const { dataDir, log } = options
  const stopping = new AbortController()
  let lock: OwnerLock | undefined
  let restartDelayMs = restartDelayMinMs
  let restarting: Promise<void> | undefined
  let current = await reach()
  const { connection } = current

  /** Owns and runs the server, or joins the process that does. */
  async function reach(): Promise<RunningServer & { isOwn: boolean }> {
    const deadline = Date.now() + guestWaitMs
    for (;;) {
      lock ??= await takeOwnerLock(dataDir)
      if (lock) return await runServer(options).catch(releaseAfter)
      const running = await findRunning(dataDir)
      if (running) return { ...running, isOwn: false }
      if (Date.now() > deadline)
        throw new Error(`Another process holds ${dataDir} but its PostgreSQL does not answer`)
      await pause(watchEveryMs / 5, undefined, { signal: stopping.signal })
    }
  }

  async function releaseAfter(error: unknown): Promise<never> {
    await lock?.release()
    lock = undefined
    throw error
  }

  let reachedAtMs = Date.now()
  const watch = setInterval(() => {
    if (restarting || stopping.signal.aborted || isAlive(current.pid)) return
    log.error({ postgresPid: current.pid }, 'PostgreSQL died; restarting it')
    restarting = restart().finally(() => {
      restarting = undefined
    })
    options.onLost?.()
  }, watchEveryMs)
  watch.unref()

  async function restart(): Promise<void> {
    if (Date.now() - reachedAtMs > healthyAfterMs) restartDelayMs = restartDelayMinMs
    while (!stopping.signal.aborted) {
      try {
        await pause(restartDelayMs, undefined, { signal: stopping.signal })
        restartDelayMs = Math.min(restartDelayMaxMs, restartDelayMs * 2)
        current = await reach()
        reachedAtMs = Date.now()
        log.warn({ postgresPid: current.pid }, 'PostgreSQL is back')
        return
      } catch (error) {
        if (!stopping.signal.aborted)
          log.error({ err: error, restartDelayMs }, 'PostgreSQL could not be restarted')
      }
    }
  }

  async function stop(): Promise<void> {
    if (stopping.signal.aborted) return
    stopping.abort()
    clearInterval(watch)
    await restarting
    lock ??= await takeOwnerLock(dataDir)
    if (!lock) return
    try {
      if (isAlive(current.pid) && (current.isOwn || (await isUnused(connection))))
        await shutDown(dataDir, current.pid)
    } finally {
      await lock.release()
    }
  }

  return { connection, stop, pid: () => current.pid }
}

/** The server that some process of this installation runs on the data folder now. Starts nothing. */
export async function findRunningEmbeddedPostgres(dataDir: string): Promise<EmbeddedConnection | undefined> {
  return (await findRunning(dataDir))?.connection
}

async function findRunning(dataDir: string): Promise<RunningServer | undefined> {
  const server = await readConnectionFile(dataDir)
  if (!server || !isPostmasterOf(server.pid, server.cluster)) return undefined
  await verifyServer(server)
  return server
}
