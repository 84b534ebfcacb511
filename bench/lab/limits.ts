/**
 * Limits of the operating system for a process and everything it starts: control groups of version 1 or 2, which need
 * root. The load stays outside.
 */
import { access, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Limits {
  cores: number
  memoryBytes: number
}

export interface LimitedGroup {
  /** The command in front of a program that is to run inside. */
  launcher: string[]
  /** The most memory it has used, page cache included, and how often it ran into the limit. */
  peak: () => Promise<{ peakMb: number; failures: number }>
  remove: () => Promise<void>
}

const periodMicros = 100_000
const root = '/sys/fs/cgroup'

export async function makeGroup(limits: Limits): Promise<LimitedGroup> {
  const name = `guildhall-bench-${process.pid}`
  const isVersion1 = await isThere(join(root, 'memory'))
  const cpu = join(root, isVersion1 ? 'cpu' : '', name)
  const memory = join(root, isVersion1 ? 'memory' : '', name)
  const folders = [...new Set([cpu, memory])]
  for (const folder of folders) await mkdir(folder)
  const quota = Math.round(limits.cores * periodMicros)
  if (isVersion1) {
    await writeFile(join(cpu, 'cpu.cfs_period_us'), String(periodMicros))
    await writeFile(join(cpu, 'cpu.cfs_quota_us'), String(quota))
    await writeFile(join(memory, 'memory.limit_in_bytes'), String(limits.memoryBytes))
  } else {
    await writeFile(join(cpu, 'cpu.max'), `${quota} ${periodMicros}`)
    await writeFile(join(memory, 'memory.max'), String(limits.memoryBytes))
  }
  const enter = folders.map((folder) => `echo $$ > ${join(folder, 'cgroup.procs')}`).join(' && ')
  const read = async (file: string) => readFile(join(memory, file), 'utf8')
  return {
    launcher: ['/bin/sh', '-c', `${enter} && exec "$@"`, 'limited'],
    async peak() {
      if (!isVersion1) {
        const failures = Number(/^oom_kill (\d+)/m.exec(await read('memory.events'))?.[1] ?? 0)
        return { peakMb: Number(await read('memory.peak')) / 2 ** 20, failures }
      }
      const failures = Number(/^oom_kill (\d+)/m.exec(await read('memory.oom_control'))?.[1] ?? 0)
      return { peakMb: Number(await read('memory.max_usage_in_bytes')) / 2 ** 20, failures }
    },
    async remove() {
      for (const folder of folders) await rmdir(folder)
    },
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
