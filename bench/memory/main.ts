/**
 * `npm run bench -- memory`: whether the server's memory stays flat. Ten minutes at half of the highest rate, its
 * resident memory sampled; the medians of the first and of the last third are compared.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepReport, median, residentMb, say } from '../lab/figures.ts'
import { measurePhase } from '../lab/phase.ts'
import { startTarget } from '../lab/target.ts'

const minutes = Number(process.env.BENCH_MINUTES ?? 10)
const memberCount = 10_000
const sampleEveryMs = 2_000
const rateRunMs = 10_000

const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-bench-'))
try {
  const { target, server } = await startTarget(dataDir, memberCount)
  try {
    await measurePhase(target, { runMs: rateRunMs })
    const highest = await measurePhase(target, { runMs: rateRunMs })
    const ratePerSecond = highest.appliedPerSecond / 2
    say(`highest rate ${highest.appliedPerSecond.toFixed(0)}/s; ${minutes} minutes at half of it`)
    const samples: number[] = []
    const timer = setInterval(() => {
      samples.push(residentMb(target.pid))
      if (samples.length % 30 === 0) say(`${samples.length / 30} min: ${samples.at(-1)?.toFixed(0)} MB`)
    }, sampleEveryMs)
    const phase = await measurePhase(target, { runMs: minutes * 60_000, ratePerSecond })
    clearInterval(timer)
    const third = Math.floor(samples.length / 3)
    const memory = {
      firstThirdMb: median(samples.slice(0, third)),
      lastThirdMb: median(samples.slice(-third)),
      largestMb: Math.max(...samples),
    }
    await keepReport('memory', { minutes, ratePerSecond, highest, phase, memory, samples })
    say(`applied ${phase.appliedPerSecond.toFixed(0)}/s, p99 ${phase.p99Ms.toFixed(1)} ms`)
    say(`resident MB: ${JSON.stringify(memory)}`)
  } finally {
    await server.stop()
  }
} finally {
  await rm(dataDir, { recursive: true, force: true })
}
