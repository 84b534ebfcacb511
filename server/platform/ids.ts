/** Makes UUIDs of version 7 (RFC 9562): sorted by time of making, also within one millisecond. */
import { randomFillSync } from 'node:crypto'
import type { Clock } from './clock.ts'

export interface Ids {
  next: () => string
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const poolBytes = 8 * 512

/**
 * Ids of one process never go back: within a millisecond, and while the clock is set back, the 12 bits after
 * the version count up (RFC 9562, 6.2, method 1); when they run out the timestamp is taken one ahead.
 */
export function createIds(clock: Clock): Ids {
  const pool = Buffer.alloc(poolBytes)
  let used = poolBytes
  let lastMs = 0
  let counter = 0

  function next(): string {
    const now = clock.now()
    if (now > lastMs) {
      lastMs = now
      counter = 0
    } else if (++counter > 0xfff) {
      lastMs += 1
      counter = 0
    }
    if (used === poolBytes) {
      randomFillSync(pool)
      used = 0
    }
    const random = used
    used += 8
    const at = (index: number) => hex[pool[random + index] as number] as string
    const time = lastMs.toString(16).padStart(12, '0')
    const variant = hex[((pool[random] as number) & 0x3f) | 0x80] as string
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${at(1)}-${at(2)}${at(3)}${at(4)}${at(5)}${at(6)}${at(7)}`
  }

  return { next }
}

/** The smallest id that could have been made at that time: the border of partitions and of time filters. */
export function idFloor(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

/** When an id was made, in milliseconds since the epoch. */
export function idTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
