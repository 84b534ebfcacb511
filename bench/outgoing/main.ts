/**
 * `npm run bench -- outgoing`: deliveries to 100 endpoints from the commit of their event to the record of their
 * attempt, against bare undici pools in the same run; what hanging and dead endpoints do to healthy ones; how claims
 * and memory grow. The receivers verify every request. docs/benchmarks.md says what came of it.
 */
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { measureGrowth } from './growth.ts'
import {
  besideDeadEndpoint,
  measureLatency,
  measureMemory,
  measureThroughput,
  measureYardstick,
  type Throughput,
  whileBehaving,
} from './phases.ts'
import type { Latency } from './plan.ts'
import { type Site, startSite } from './site.ts'

const here = new URL('.', import.meta.url).pathname
const number = (name: string, usual: number) => Number(process.env[name] ?? usual)
const settings = {
  endpoints: 100,
  hanging: 20,
  rounds: number('BENCH_ROUNDS', 3),
  /** Each makes as many deliveries as there are endpoints. */
  eventsPerRound: number('BENCH_EVENTS', 200),
  latencySeconds: number('BENCH_SECONDS', 20),
  memorySeconds: number('BENCH_MEMORY_SECONDS', 600),
  growthRows: [1_000, 1_000_000],
}
const parts = (process.env.BENCH_PARTS ?? 'throughput,isolation,growth,memory').split(',')

let highest = 0

const site = await startSite(settings.endpoints)
const report: Record<string, unknown> = {
  date: new Date().toISOString(),
  machine: {
    cores: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  settings,
}
try {
  await keep('throughput', throughput)
  if (parts.includes('isolation')) await keep('isolation', isolation)
  if (parts.includes('growth')) await keep('growth', growth)
  if (parts.includes('memory')) await keep('memory', memory)
} finally {
  await site.stop()
}

async function keep(name: string, measure: (site: Site) => Promise<unknown>): Promise<void> {
  report[name] = await measure(site)
  await writeFile(join(here, '..', 'results', 'outgoing.json'), `${JSON.stringify(report, null, 2)}\n`)
}

async function throughput(target: Site) {
  await measureThroughput(target, Math.ceil(settings.eventsPerRound / 2))
  const rounds: Throughput[] = []
  const yardsticks: number[] = []
  for (let round = 0; round < settings.rounds; round++) {
    const measured = await measureThroughput(target, settings.eventsPerRound)
    rounds.push(measured)
    say(
      `deliveries: ${measured.perSecond.toFixed(0)}/s, CPU us: server ${measured.serverMicros.toFixed(0)} postgres ${measured.postgresMicros.toFixed(0)}`,
    )
    yardsticks.push(await measureYardstick(target, settings.eventsPerRound))
    say(`bare undici pools: ${yardsticks.at(-1)?.toFixed(0)}/s`)
  }
  highest = median(rounds.map(({ perSecond }) => perSecond))
  const bare = median(yardsticks)
  const halfLoad = await measureLatency(target, target.targets, {
    eventsPerSecond: highest / 2 / settings.endpoints,
    seconds: settings.latencySeconds,
  })
  say(`ratio ${(highest / bare).toFixed(2)}; at half load ${words(halfLoad)}`)
  return { rounds, yardsticks, perSecond: highest, barePerSecond: bare, ratio: highest / bare, halfLoad }
}

/** In turns with what they are compared with, because timings drift. */
async function isolation(target: Site) {
  const healthy = target.targets.slice(settings.hanging)
  const hanging = target.targets.slice(0, settings.hanging)
  const load = {
    eventsPerSecond: highest / 4 / settings.endpoints,
    seconds: settings.latencySeconds,
  }
  const measure = () => measureLatency(target, healthy, load)
  const found: Record<'alone' | 'besideHanging' | 'besideDead', Latency[]> = {
    ...{ alone: [], besideHanging: [], besideDead: [] },
  }
  for (let round = 0; round < settings.rounds; round++) {
    found.alone.push(await measure())
    found.besideHanging.push(await whileBehaving(target, hanging, 'hangs', measure))
    found.besideDead.push(await besideDeadEndpoint(target, measure))
    for (const [name, all] of Object.entries(found)) say(`${name}: ${words(all.at(-1) as Latency)}`)
  }
  const p99 = (all: readonly Latency[]) => median(all.map(({ p99Ms }) => p99Ms))
  const ratios = {
    hanging: p99(found.besideHanging) / p99(found.alone),
    dead: p99(found.besideDead) / p99(found.alone),
  }
  say(`p99 beside hanging ${ratios.hanging.toFixed(2)}, beside a dead one ${ratios.dead.toFixed(2)}`)
  return { ...found, ratios }
}

async function growth(target: Site) {
  const claimMs = await measureGrowth(target.installation.connection, settings.growthRows)
  const [few = 1, many = 1] = settings.growthRows.map((size) => claimMs[String(size)])
  say(`claim: ${few.toFixed(2)} ms with few waiting, ${many.toFixed(2)} ms with many`)
  return { claimMs, ratio: many / few }
}

async function memory(target: Site) {
  const samplesMb = await measureMemory(target, settings.memorySeconds)
  const third = Math.floor(samplesMb.length / 3)
  const [early, late] = [samplesMb.slice(third, 2 * third), samplesMb.slice(-third)].map(median)
  say(`memory: ${early} MB, later ${late} MB`)
  return { secondThirdMb: early, lastThirdMb: late, highestMb: Math.max(...samplesMb) }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function words({ p50Ms, p99Ms, count }: Latency): string {
  return `p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)} ms of ${count}`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
