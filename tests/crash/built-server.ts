/** The built server as a process of its own, to be killed; and the processes of its PostgreSQL. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { distFolder } from '../world/built.ts'

export interface ServerEnd {
  exitCode: number | null
  signal: NodeJS.Signals | null
}

export interface BuiltServer {
  pid: number
  kill: (signal: NodeJS.Signals) => void
  ended: Promise<ServerEnd>
  isRunning: () => boolean
  /** What it wrote to its log, the end of it. */
  logTail: () => string
}

const logTailChars = 20_000

/** Starts it and waits until it says that it is ready. */
export async function startBuiltServer(settings: Readonly<Record<string, string>>): Promise<BuiltServer> {
  const child = spawn(process.execPath, [join(distFolder(), 'server', 'main.js')], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-logTailChars)
  })
  const ended = new Promise<ServerEnd>((resolve) =>
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal })),
  )
  await untilReady(child, ended, () => log)
  return {
    pid: child.pid as number,
    kill: (signal) => void child.kill(signal),
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    logTail: () => log,
  }
}

async function untilReady(child: ChildProcess, ended: Promise<ServerEnd>, log: () => string): Promise<void> {
  const isReady = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Guildhall is ready')) resolve()
    })
  })
  const isDead = ended.then(({ exitCode, signal }) => {
    throw new Error(`The server ended with ${exitCode ?? signal} before it was ready:\n${log()}`)
  })
  await Promise.race([isReady, isDead])
  // The server may well die later; here nobody is listening for it any more.
  isDead.catch(() => {})
}

/** The main process of the PostgreSQL that serves the data folder. */
export function postmasterPid(dataDir: string): number {
  return (JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as { pid: number }).pid
}

/** Its children: sessions, writer, checkpointer and the others. */
export function childPids(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
