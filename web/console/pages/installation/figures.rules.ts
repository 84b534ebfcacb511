/** Figures of the server in words, and which of them somebody should look at. */
import type { InstallationStatus } from '../../../../contracts/installation.ts'

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

export function sizeInWords(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  const size = bytes / 1024 ** power
  return `${power === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[power]}`
}

/** The two largest units: "3 d 4 h", "12 min 5 s", "0 s". */
export function spanInWords(seconds: number): string {
  let rest = Math.round(seconds)
  const parts: string[] = []
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}

const lateSeconds = 60
const lagSeconds = 600
const horizonSeconds = 120
const backupHours = 36
const freeShareMin = 0.1

/** What somebody should look at, as the alerts of Prometheus have it; empty when all is well. */
export function concernsOf(status: InstallationStatus, now: Date): string[] {
  const { receipts, jobs, events, disk, database, lastBackup } = status
  const late = events.readers.filter((reader) => reader.lagSeconds > lagSeconds).map(({ name }) => name)
  const hours = lastBackup && (now.getTime() - Date.parse(lastBackup.finishedAt)) / 3_600_000
  return [
    receipts.oldestSeconds > lateSeconds &&
      `The oldest receipt has waited for ${spanInWords(receipts.oldestSeconds)}.`,
    jobs.givenUpCount > 0 && `Background jobs given up: ${jobs.givenUpCount}. The log says why.`,
    events.horizonLagSeconds > horizonSeconds && 'An open transaction keeps events from all readers.',
    late.length > 0 && `Readers of the event log that are behind: ${late.join(', ')}.`,
    disk !== null && disk.freeBytes < disk.totalBytes * freeShareMin && 'The disk is nearly full.',
    database.kind === 'embedded' && hours === null && 'There is no backup yet. The first is made at night.',
    hours !== null && hours > backupHours && `The last backup is ${Math.floor(hours / 24)} days old.`,
    lastBackup?.isThere === false && 'The folder of the last backup is gone.',
  ].filter((concern) => concern !== false)
}
