/** What the operating system knows about a process: whether it lives, since when, and what it runs. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A zombie counts as dead: it only waits for its parent to read its exit code. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !/^[ZX]/.test(statFields(pid)?.[0] ?? '')
}

/**
 * Text that tells this process from every other one that ever had its number on this machine; undefined when
 * it does not live. A process number alone proves nothing: numbers are given again, in containers very soon.
 */
export function processIdentity(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined
  if (process.platform !== 'linux') return `${pid} ${ps(pid, 'lstart')}`
  const startedAtTicks = statFields(pid)?.[19]
  return `${pid} ${startedAtTicks} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
}

/** Whether that process is the PostgreSQL main process of this cluster folder. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return ps(pid, 'command').includes(`-D ${cluster}`)
  const words = readProc(pid, 'cmdline')?.split('\0') ?? []
  return words[words.indexOf('-D') + 1] === cluster
}

/** Fields of /proc/<pid>/stat from the third on (the second may itself hold spaces and brackets). */
function statFields(pid: number): string[] | undefined {
  const stat = readProc(pid, 'stat')
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function readProc(pid: number, file: string): string | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
