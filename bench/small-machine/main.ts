/**
 * `npm run bench -- small-machine`: one core and 1 GB, set by the operating system for the server and PostgreSQL
 * together, against the same without limits, in turns within one run. Needs root, for control groups.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepReport, medians, residentMb, say } from '../lab/figures.ts'
import { makeGroup } from '../lab/limits.ts'
import { measurePhase, type Phase, type Target } from '../lab/phase.ts'
import { startTarget } from '../lab/target.ts'

const limits = { cores: 1, memoryBytes: 2 ** 30 }
const rounds = Number(process.env.BENCH_ROUNDS ?? 3)
const runMs = Number(process.env.BENCH_SECONDS ?? 8) * 1000
const idleMs = 30_000
const memberCount = 10_000

const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-'))
const group = await makeGroup(limits)
try {
  const limited = await startTarget(join(folder, 'limited'), memberCount, { launcher: group.launcher })
  try {
    await sleep(idleMs)
    const idle = memoryOf(limited.target)
    say(`idle: ${JSON.stringify(idle)}`)
    const free = await startTarget(join(folder, 'free'), memberCount)
    try {
      const phases = await inTurns(limited.target, free.target)
      const loaded = memoryOf(limited.target)
      const ratio = phases.limited.appliedPerSecond / phases.free.appliedPerSecond
      const peak = await group.peak()
      await keepReport('small-machine', { limits, idle, loaded, peak, phases, ratio })
      say(`loaded: ${JSON.stringify(loaded)}; of the group: ${JSON.stringify(peak)}`)
      say(`applied, limited to free (aim 0.4): ${ratio.toFixed(2)}`)
    } finally {
      await free.server.stop()
    }
  } finally {
    await limited.server.stop()
  }
} finally {
  await group.remove()
  await rm(folder, { recursive: true, force: true })
}

async function inTurns(limited: Target, free: Target): Promise<{ limited: Phase; free: Phase }> {
  const measured = { limited: [] as Phase[], free: [] as Phase[] }
  for (const target of [limited, free]) await measurePhase(target, { runMs: 4_000 })
  for (let round = 0; round < rounds; round++) {
    for (const [name, target] of [
      ['limited', limited],
      ['free', free],
    ] as const) {
      const phase = await measurePhase(target, { runMs })
      say(
        `${name}: ${phase.perSecond.toFixed(0)}/s, applied ${phase.appliedPerSecond.toFixed(0)}/s, p99 ${phase.p99Ms.toFixed(0)} ms, all applied ${phase.drainMs.toFixed(0)} ms after`,
      )
      measured[name].push(phase)
    }
  }
  return { limited: medians(measured.limited), free: medians(measured.free) }
}

/**
 * What the two really take: the resident memory of the server, the private memory of each process of PostgreSQL, and
 * once what these share (Pss counts each shared page by its parts).
 */
function memoryOf(target: Target) {
  const postgres = processesOf(target.postgresPid)
  const sum = (name: string) => postgres.reduce((total, pid) => total + rollup(pid, name), 0)
  const serverMb = Math.round(residentMb(target.pid))
  const postgresPrivateMb = Math.round(sum('Private_Clean') + sum('Private_Dirty'))
  return {
    serverMb,
    postgresPrivateMb,
    togetherMb: serverMb + postgresPrivateMb,
    postgresWithSharedMb: Math.round(sum('Pss')),
    postgresProcesses: postgres.length,
  }
}

function rollup(pid: number, name: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024
  } catch {
    // It has ended meanwhile.
    return 0
  }
}

function processesOf(postmaster: number): number[] {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === postmaster
    } catch {
      return false
    }
  })
  return [postmaster, ...children.map(Number)]
}
