/** Notes that something was used, beside the request and at most once in an interval for each key. */
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

export interface UseNotes {
  /** `write` keeps it; nobody waits for that. */
  note: (key: string, write: () => Promise<void>) => void
  /** Waits for the notes under way. */
  settled: () => Promise<void>
}

export interface UseNotesSettings {
  intervalMs: number
  /** The warning about a note that could not be kept. */
  failed: string
  /** Whether the next use after such a failure is noted at once, not only when the interval is over. */
  repeatsFailed?: boolean
}

export function createUseNotes(
  { clock, log }: { clock: Clock; log: Log },
  { intervalMs, failed, repeatsFailed = false }: UseNotesSettings,
): UseNotes {
  const notedAt = new Map<string, number>()
  const writing = new Set<Promise<void>>()
  return {
    note(key, write) {
      const now = clock.now()
      if (now - (notedAt.get(key) ?? Number.NEGATIVE_INFINITY) < intervalMs) return
      for (const [old, at] of notedAt) if (now - at >= intervalMs) notedAt.delete(old)
      notedAt.set(key, now)
      const written = write()
        .catch((error: Error) => {
          if (repeatsFailed) notedAt.delete(key)
          log.warn({ error: error.message }, failed)
        })
        .finally(() => writing.delete(written))
      writing.add(written)
    },
    async settled() {
      await Promise.all(writing)
    },
  }
}
