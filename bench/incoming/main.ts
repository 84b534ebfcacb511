/**
 * `npm run bench -- incoming`: the whole way of a webhook (request, receipt, ledger) against two yardsticks in
 * the same run on the same database: the same ledger change as one prepared statement through `pg`, and that
 * statement behind a bare Fastify route. Rounds alternate, because timings drift; medians and ratios count.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { clusterCpuMs, cpuMs } from './cpu-time.ts'
import { type BenchInstallation, startInstallation } from './installation.ts'
import type { Measured, Plan } from './plan.ts'

const here = new URL('.', import.meta.url).pathname
const settings = {
  memberCount: 10_000,
  rounds: Number(process.env.BENCH_ROUNDS ?? 3),
  warmUpMs: 2_000,
  runMs: Number(process.env.BENCH_SECONDS ?? 8) * 1000,
  connections: 64,
}

type Phase = Measured & {
  appliedPerSecond?: number
  /** From the last answer until everything was applied. */
  drainMs?: number
  memoryMb?: number
  /** CPU microseconds per request: PostgreSQL, the server under test, the load. */
  postgresMicros: number
  serverMicros: number
  loadMicros: number
}

const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-plan-'))
const installation = await startInstallation(
  settings.memberCount,
  process.env.BENCH_SERVER_OPTIONS?.split(' ') ?? [],
)
try {
  const phases = await runRounds(installation)
  const report = {
    date: new Date().toISOString(),
    machine: {
      cores: cpus().length,
      model: cpus()[0]?.model,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    settings,
    phases,
    ratios: ratiosOf(phases),
    verified: await verify(installation),
  }
  await writeFile(join(here, '..', 'results', 'incoming.json'), `${JSON.stringify(report, null, 2)}\n`)
  print(report)
} finally {
  await installation.stop()
  await rm(folder, { recursive: true, force: true })
}

async function runRounds(target: BenchInstallation): Promise<Record<string, Phase>> {
  const rounds: Record<string, Phase[]> = {}
  const keep = (name: string, phase: Phase) => {
    rounds[name] = [...(rounds[name] ?? []), phase]
    say(
      `${name}: ${phase.perSecond.toFixed(0)}/s, p99 ${phase.p99Ms.toFixed(1)} ms${phase.appliedPerSecond ? `, applied ${phase.appliedPerSecond.toFixed(0)}/s` : ''}`,
    )
  }
  // The server's first seconds run uncompiled code, the yardsticks' statements run in PostgreSQL: warm up both.
  await measureGuildhall(target, { isHot: false })
  for (let round = 0; round < settings.rounds; round++) {
    keep('statement, spread', await measure(target, { kind: 'statement', isHot: false }))
    keep('statement behind Fastify, spread', await measureHttpYardstick(target))
    keep('guildhall, hot member', await measureGuildhall(target, { isHot: true }))
    keep('statement, hot member', await measure(target, { kind: 'statement', isHot: true }))
    const highest = await measureGuildhall(target, { isHot: false })
    keep('guildhall, spread', highest)
    // Of the rate a moment ago: a shared machine does twice as much in one minute as in another.
    keep(
      'guildhall, 70 % of the highest rate',
      await measureGuildhall(target, { isHot: false, ratePerSecond: highest.perSecond * 0.7 }),
    )
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, phases]) => [name, medianPhase(phases)]))
}

/**
 * Applied per second is counted over the same seconds as the yardsticks' changes: effects that were written
 * after the warm-up and before the end of the load. What is left over then must be applied within moments, or
 * the server would only have put the work off; how long that took is reported.
 */
async function measureGuildhall(
  target: BenchInstallation,
  choice: { isHot: boolean; ratePerSecond?: number },
): Promise<Phase> {
  const pool = new pg.Pool({ ...target.connection, max: 1 })
  const count = async (from: number, until: number) => {
    const found = await pool.query(
      'select count(*) from incoming_outcomes where community_id = $1 and finished_at >= $2 and finished_at < $3',
      [target.communityId, new Date(from), new Date(until)],
    )
    return Number(found.rows[0].count)
  }
  const endOfTime = Date.now() + 86_400_000
  const before = await count(0, endOfTime)
  const plan = await writePlan(
    planOf(target, { kind: 'guildhall', ...choice, port: target.port, path: target.hookPath }),
  )
  let drainMs = 0
  const measured = await withCpuTime(target, target.serverPid, async () => {
    const loaded = await runLoad(plan)
    const ended = performance.now()
    await untilApplied(loaded.sentTotal + before, () => count(0, endOfTime))
    drainMs = performance.now() - ended
    return loaded
  })
  const from = measured.startedAt + settings.warmUpMs
  const applied = await count(from, from + settings.runMs)
  await pool.end()
  const memoryMb = Math.round(residentKb(target.serverPid) / 1024)
  return { ...measured, appliedPerSecond: applied / (settings.runMs / 1000), drainMs, memoryMb }
}

async function untilApplied(wanted: number, count: () => Promise<number>): Promise<void> {
  const started = performance.now()
  while ((await count()) < wanted) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    if (performance.now() - started > 120_000) throw new Error('receipts were not applied')
  }
}

async function measureHttpYardstick(target: BenchInstallation): Promise<Phase> {
  const port = target.port + 501
  const plan = await writePlan(
    planOf(target, { kind: 'http-yardstick', isHot: false, port, path: '/change' }),
  )
  const server = spawn(process.execPath, ['--import', 'tsx', join(here, 'http-yardstick.ts'), plan], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => server.stdout.once('data', resolve))
  const measured = await withCpuTime(target, server.pid ?? 0, () => runLoad(plan))
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  return measured
}

type Choice = Pick<Plan, 'kind' | 'isHot'> & { ratePerSecond?: number }

async function measure(target: BenchInstallation, choice: Choice): Promise<Phase> {
  const plan = await writePlan(planOf(target, { ...choice, port: target.port, path: target.hookPath }))
  return withCpuTime(target, target.serverPid, () => runLoad(plan))
}

async function withCpuTime<Result extends Measured>(
  target: BenchInstallation,
  serverPid: number,
  run: () => Promise<Result>,
) {
  const before = { postgres: clusterCpuMs(target.postgresPid), server: cpuMs(serverPid) }
  const measured = await run()
  const micros = (ms: number) => (ms * 1000) / measured.sentTotal
  return {
    ...measured,
    postgresMicros: micros(clusterCpuMs(target.postgresPid) - before.postgres),
    serverMicros: micros(cpuMs(serverPid) - before.server),
    loadMicros: micros(measured.loadCpuMs),
  }
}

function planOf(
  target: BenchInstallation,
  choice: Pick<Plan, 'kind' | 'isHot' | 'port' | 'path'> & { ratePerSecond?: number },
): Plan {
  const { communityId, connection, memberIds } = target
  const { memberCount, warmUpMs, runMs, connections } = settings
  return { communityId, connection, memberIds, memberCount, warmUpMs, runMs, connections, ...choice }
}

async function writePlan(plan: Plan): Promise<string> {
  const file = join(folder, `${plan.kind}-${performance.now()}.json`)
  await writeFile(file, JSON.stringify(plan))
  return file
}

function runLoad(plan: string): Promise<Measured> {
  const load = spawn(process.execPath, ['--import', 'tsx', join(here, 'load.ts'), plan], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  load.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    load.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(text) as Measured) : reject(new Error(`the load ended with ${code}`)),
    )
  })
}

function ratiosOf(phases: Record<string, Phase>) {
  const applied = (name: string) => phases[name]?.appliedPerSecond ?? 0
  const rate = (name: string) => phases[name]?.perSecond ?? 1
  return {
    'applied to bare statement (aim 1.0)': applied('guildhall, spread') / rate('statement, spread'),
    'applied to statement behind Fastify (aim 1.5)':
      applied('guildhall, spread') / rate('statement behind Fastify, spread'),
    'hot member to spread (aim 0.8)': applied('guildhall, hot member') / applied('guildhall, spread'),
    'hot member to bare statement on one member':
      applied('guildhall, hot member') / rate('statement, hot member'),
  }
}

/** Every receipt is Success, every balance is the sum of its transfers, and no coin is missing or too many. */
async function verify(target: BenchInstallation) {
  const pool = new pg.Pool({ ...target.connection, max: 1 })
  const number = async (text: string) => Number((await pool.query(text, [target.communityId])).rows[0].n)
  const result = {
    receipts: await number('select count(*) n from incoming_receipts where community_id = $1'),
    applied: await number(
      "select count(*) n from incoming_outcomes where community_id = $1 and outcome = 'applied'",
    ),
    pending: await number('select count(*) n from incoming_pending where community_id = $1'),
    coinsByReceipts: await number(
      "select coalesce(sum(amount), 0) n from ledger_transfers where community_id = $1 and action = 'Match rewards'",
    ),
    coinsMoved: await number(
      'select coalesce(sum(amount), 0) n from ledger_transfers where community_id = $1',
    ),
    coinsHeld: await number('select coalesce(sum(amount), 0) n from ledger_balances where community_id = $1'),
  }
  await pool.end()
  const isExact =
    result.receipts === result.applied &&
    result.pending === 0 &&
    result.applied === result.coinsByReceipts &&
    result.coinsMoved === result.coinsHeld
  if (!isExact) throw new Error(`the sums do not agree: ${JSON.stringify(result)}`)
  return result
}

function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function medianPhase(phases: readonly Phase[]): Phase {
  const keys = Object.keys(phases[0] ?? {}) as (keyof Phase)[]
  return Object.fromEntries(
    keys.map((key) => [key, median(phases.map((phase) => phase[key] ?? 0))]),
  ) as unknown as Phase
}

function print(report: {
  phases: Record<string, Phase>
  ratios: Record<string, number>
  verified: unknown
}): void {
  for (const [name, phase] of Object.entries(report.phases)) {
    const applied = phase.appliedPerSecond
      ? `, applied ${phase.appliedPerSecond.toFixed(0)}/s, applied to the last ${phase.drainMs?.toFixed(0)} ms after the load, answer to applied p50 ${phase.appliedP50Ms?.toFixed(0)} p99 ${phase.appliedP99Ms?.toFixed(0)} ms, ${phase.memoryMb} MB`
      : ''
    say(
      `${name.padEnd(38)} ${phase.perSecond.toFixed(0).padStart(6)}/s, answer p50 ${phase.p50Ms.toFixed(1)} p99 ${phase.p99Ms.toFixed(1)} ms, CPU us: postgres ${phase.postgresMicros.toFixed(0)} server ${phase.serverMicros.toFixed(0)} load ${phase.loadMicros.toFixed(0)}${applied}`,
    )
  }
  for (const [name, ratio] of Object.entries(report.ratios)) say(`${name.padEnd(50)} ${ratio.toFixed(2)}`)
  say(`verified: ${JSON.stringify(report.verified)}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
