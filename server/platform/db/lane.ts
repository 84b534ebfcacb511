/**
 * A lane of batches: callers that arrive while one batch commits join the next, so one commit serves many, and each is
 * answered or refused by itself. Measured at 64 callers: about twice the rate of a transaction each, seven times when all
 * want the same row (facts of DESIGN section 4).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isUnavailable } from './database.ts'

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

export interface Lane<Item, Result> {
  take: (item: Item) => Promise<Result>
  /** How many no batch has taken up yet. */
  waitingCount: () => number
  /** Waits until what was handed in has been answered. */
  stop: () => Promise<void>
}

export interface LaneChoice<Item, Result> {
  batchMax: number
  /** What a batch holds at most in all, by the size of each item; one larger item is a batch by itself. */
  size?: { max: number; of: (item: Item) => number }
  /**
   * Batches start at least this far apart, because a commit costs the same for one item as for dozens. An item that finds
   * the lane idle does not wait.
   */
  spacingMs?: number
  /** Items of the same name never share a batch: the second finds what the first has done. Without it, all may. */
  nameOf?: (item: Item) => string | undefined
  /** One transaction; answers a result for each item, in order. */
  run: (items: readonly Item[]) => Promise<readonly Result[]>
}

export function startLane<Item, Result>({
  batchMax,
  size,
  spacingMs = 0,
  nameOf,
  run,
}: LaneChoice<Item, Result>): Lane<Item, Result> {
  const waiting: Waiting<Item, Result>[] = []
  let running: Promise<void> | undefined
  let lastStart = 0

  function take(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      running ??= runAll().finally(() => {
        running = undefined
      })
    })
  }

  async function runAll(): Promise<void> {
    // One turn of the event loop, so that callers of the same turn share the first batch as well.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const waitMs = lastStart + spacingMs - performance.now()
      if (waitMs > 0) await sleep(waitMs)
      lastStart = performance.now()
      await runBatch(nextBatch())
    }
  }

  function nextBatch(): Waiting<Item, Result>[] {
    const names = new Set<string>()
    const batch: Waiting<Item, Result>[] = []
    const later: Waiting<Item, Result>[] = []
    for (const one of waiting.splice(0, fittingCount())) {
      const name = nameOf?.(one.item)
      if (name !== undefined && names.has(name)) later.push(one)
      else {
        if (name !== undefined) names.add(name)
        batch.push(one)
      }
    }
    waiting.unshift(...later)
    return batch
  }

  function fittingCount(): number {
    if (!size) return batchMax
    let count = 0
    for (let total = 0; count < Math.min(batchMax, waiting.length); count++) {
      total += size.of((waiting[count] as Waiting<Item, Result>).item)
      if (count > 0 && total > size.max) break
    }
    return count
  }

  async function runBatch(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (batch.length > 1 && !isUnavailable(error)) {
        // One of the batch carries the fault: each is tried alone, so that only that one fails.
        for (const one of batch) await runBatch([one])
      } else for (const { reject } of batch) reject(error)
    }
  }

  return {
    take,
    waitingCount: () => waiting.length,
    async stop() {
      await running
    },
  }
}
