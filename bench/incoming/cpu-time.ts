/** CPU time of processes, from the kernel: what a request costs, whatever else the machine is doing. */
import { readdirSync, readFileSync } from 'node:fs'

const msPerTick = 10

/** Milliseconds of one process. */
export function cpuMs(pid: number): number {
  return statOf(pid).ms
}

/** Milliseconds of PostgreSQL: its first process, its backends, and those that have ended. */
export function clusterCpuMs(pid: number): number {
  const { ms, endedMs } = statOf(pid)
  return ms + endedMs + childrenOf(pid).reduce((sum, child) => sum + statOf(child).ms, 0)
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => statOf(each).parent === pid)
}

function statOf(pid: number): { parent: number; ms: number; endedMs: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ms = (...ticks: number[]) =>
      ticks.reduce((sum, index) => sum + Number(fields[index]) * msPerTick, 0)
    // Fields 14 and 15 are this process, 16 and 17 the children that have ended (proc(5)).
    return { parent: Number(fields[1]), ms: ms(11, 12), endedMs: ms(13, 14) }
  } catch {
    return { parent: 0, ms: 0, endedMs: 0 }
  }
}
