/** Figures of a run: medians, quantiles, the machine, and the file that keeps them. */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

const here = new URL('.', import.meta.url).pathname

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The median of each figure on its own. */
export function medians<Figures extends object>(rounds: readonly Figures[]): Figures {
  const keys = Object.keys(rounds[0] ?? {}) as (keyof Figures)[]
  return Object.fromEntries(
    keys.map((key) => [key, median(rounds.map((round) => Number(round[key] ?? 0)))]),
  ) as unknown as Figures
}

export const machine = () => ({
  cores: cpus().length,
  model: cpus()[0]?.model,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
})

export async function keepReport(name: string, report: object): Promise<void> {
  const text = JSON.stringify({ date: new Date().toISOString(), machine: machine(), ...report }, null, 2)
  await writeFile(join(here, '..', 'results', `${name}.json`), `${text}\n`)
}

export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
