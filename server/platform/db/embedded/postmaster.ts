/** Starts, finds, probes and stops the PostgreSQL main process of one cluster; it outlives our own death. */
import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { isAlive, isPostmasterOf } from './os-process.ts'
import { type Place, port } from './place.ts'

const pollMs = 10
/** Recovery after a crash of a large database may take minutes; a live process is given this long. */
const readyWithinMs = 15 * 60_000
/** Far longer than a starting server leaves its lock file empty. */
const startsWithinMs = 1_000
const fastStopMs = 30_000
const immediateStopMs = 10_000
const logBytesMax = 10 * 1024 * 1024

/** No system gives this number to a process. */
const deadPid = 2_147_483_646

export async function spawnPostmaster(
  binaries: Binaries,
  place: Place,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  await rotateLog(place.log)
  const log = await open(place.log, 'a', 0o600)
  try {
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    // Its own session: Ctrl+C in a terminal must reach us alone, or the database would stop before we do.
    const child = spawn(binaries.postgres, ['-D', place.cluster, ...options], {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      ...place.account,
    })
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.unref()
    return child
  } finally {
    await log.close()
  }
}

/** The live main process of this cluster; lock files that a dead one left are made harmless. */
export async function findPostmaster(place: Place): Promise<number | undefined> {
  const path = join(place.cluster, 'postmaster.pid')
  const text = await readIfThere(path)
  // A power cut between making and writing it; PostgreSQL takes it for a server that is just starting.
  if (text === '' && (await isEmptyAfter(path, startsWithinMs))) await rm(path, { force: true })
  const [pidLine, ...rest] = text?.split('\n') ?? []
  const pid = Math.abs(Number(pidLine))
  if (pid > 0 && isPostmasterOf(pid, place.cluster)) return pid
  // The number may belong to a stranger now, or to the dead one itself as long as nobody has read its exit code,
  // and PostgreSQL would refuse. Only the number is replaced: the rest names the shared memory by which
  // PostgreSQL sees that workers of the dead server still write.
  if (pid > 0 && pid !== deadPid) await writeFile(path, [deadPid, ...rest].join('\n'))
  const socket = join(place.sockets, `.s.PGSQL.${port}`)
  await rm(`${socket}.lock`, { force: true })
  await rm(socket, { force: true })
  return undefined
}

/** Waits until the server takes connections. False when it ended instead. */
export async function waitUntilReady(pid: number, cluster: string): Promise<boolean> {
  const deadline = Date.now() + readyWithinMs
  while (isAlive(pid)) {
    const lines = (await readIfThere(join(cluster, 'postmaster.pid')))?.split('\n')
    if (Number(lines?.[0]) === pid && lines?.[7]?.trim() === 'ready') return true
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) is not ready after 15 minutes`)
    await pause(pollMs)
  }
  return false
}

/** Fast shutdown: sessions are ended, everything is written, and the process is gone when this returns. */
export async function stopPostmaster(pid: number): Promise<void> {
  if (await endedAfter(pid, 'SIGINT', fastStopMs)) return
  if (await endedAfter(pid, 'SIGQUIT', immediateStopMs)) return
  throw new Error(`PostgreSQL (process ${pid}) does not stop`)
}

/** The last lines of the server's log, for a start that failed. */
export async function readLogTail(place: Place): Promise<string> {
  return ((await readIfThere(place.log)) ?? '').trimEnd().split('\n').slice(-8).join('\n')
}

async function endedAfter(pid: number, signal: NodeJS.Signals, withinMs: number): Promise<boolean> {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true
    throw error
  }
  const deadline = Date.now() + withinMs
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false
    await pause(pollMs)
  }
  return true
}

async function isEmptyAfter(path: string, waitMs: number): Promise<boolean> {
  await pause(waitMs)
  return (await readIfThere(path)) === ''
}

async function rotateLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > logBytesMax) await rename(path, `${path}.1`)
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
