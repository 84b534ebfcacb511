/**
 * One phase of load on a running server: what was answered, what was applied in the same seconds, and what it cost.
 * Applied receipts are read off the sums per hour, which cost the same however long the history is.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clusterCpuMs, cpuMs } from '../incoming/cpu-time.ts'
import type { Measured, Plan } from '../incoming/plan.ts'
import type { RunningServer } from './server.ts'

const loadProgram = new URL('../incoming/load.ts', import.meta.url).pathname
const patienceMs = 120_000

export interface Target extends Pick<RunningServer, 'port' | 'pid' | 'postgresPid' | 'connection'> {
  communityId: string
  hookPath: string
  memberCount: number
}

export interface PhaseChoice {
  runMs: number
  warmUpMs?: number
  ratePerSecond?: number
  connections?: number
  memberStart?: number
  /** Whether to wait until everything is applied; not while others are being applied as well. */
  waitsForApplied?: boolean
}

export type Phase = Omit<Measured, 'startedAt'> & {
  appliedPerSecond: number
  /** From the last answer until everything was applied. */
  drainMs: number
  /** CPU microseconds per request: PostgreSQL, and the server with its threads. */
  postgresMicros: number
  serverMicros: number
}

/** Members of neighbouring requests lie far apart, as they do in life; no other member comes twice in a run. */
const memberStep = 7919

export async function measurePhase(target: Target, choice: PhaseChoice): Promise<Phase> {
  const { warmUpMs = 2_000, runMs, waitsForApplied = true } = choice
  const pool = new pg.Pool({ ...target.connection, max: 1 })
  const plan: Plan = {
    kind: 'guildhall',
    connection: target.connection,
    communityId: target.communityId,
    port: target.port,
    path: target.hookPath,
    memberCount: target.memberCount,
    memberIds: [],
    isHot: false,
    warmUpMs,
    runMs,
    connections: choice.connections ?? 64,
    memberStep,
    memberStart: choice.memberStart ?? 0,
    ...(choice.ratePerSecond ? { ratePerSecond: choice.ratePerSecond } : {}),
  }
  try {
    const before = await countApplied(pool, target.communityId)
    const cpuBefore = { postgres: clusterCpuMs(target.postgresPid), server: cpuMs(target.pid) }
    const samples: { at: number; count: number }[] = []
    const sampler = setInterval(async () => {
      const at = Date.now()
      samples.push({ at, count: await countApplied(pool, target.communityId) })
    }, 250)
    const { startedAt, ...measured } = await runLoad(plan)
    clearInterval(sampler)
    const drainMs = waitsForApplied ? await drain(pool, target.communityId, before + measured.sentTotal) : 0
    const micros = (ms: number) => (ms * 1000) / measured.sentTotal
    return {
      ...measured,
      appliedPerSecond: rateBetween(samples, startedAt + warmUpMs, startedAt + warmUpMs + runMs),
      drainMs,
      postgresMicros: micros(clusterCpuMs(target.postgresPid) - cpuBefore.postgres),
      serverMicros: micros(cpuMs(target.pid) - cpuBefore.server),
    }
  } finally {
    await pool.end()
  }
}

async function countApplied(pool: pg.Pool, communityId: string): Promise<number> {
  const { rows } = await pool.query(
    'select coalesce(sum(success), 0) as n from incoming_hours where community_id = $1 and hour > $2',
    [communityId, new Date(Date.now() - 6 * 3_600_000)],
  )
  return Number(rows[0].n)
}

async function drain(pool: pg.Pool, communityId: string, wanted: number): Promise<number> {
  const started = performance.now()
  while ((await countApplied(pool, communityId)) < wanted) {
    await sleep(20)
    if (performance.now() - started > patienceMs) throw new Error('receipts were not applied')
  }
  return performance.now() - started
}

function rateBetween(samples: readonly { at: number; count: number }[], from: number, until: number): number {
  const within = samples.filter(({ at }) => at >= from && at <= until)
  const [first, last] = [within[0], within.at(-1)]
  return first && last && last.at > first.at ? ((last.count - first.count) * 1000) / (last.at - first.at) : 0
}

async function runLoad(plan: Plan): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-plan-'))
  try {
    const file = join(folder, 'plan.json')
    await writeFile(file, JSON.stringify(plan))
    const load = spawn(process.execPath, ['--import', 'tsx', loadProgram, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    load.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    const code = await new Promise((resolve) => load.once('close', resolve))
    if (code !== 0) throw new Error(`the load ended with ${code}`)
    return JSON.parse(text) as Measured
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
