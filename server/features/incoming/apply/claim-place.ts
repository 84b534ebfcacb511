/**
 * Where the next claim begins. Rows that were claimed are deleted, but stay in the index until the table is vacuumed:
 * a claim from the beginning would pass over all of them, more with every batch. So it begins near the end of the one
 * before, and once in a while, or when it finds nothing, at the beginning: for rows of transactions that took long, and
 * those of before the clock was set back.
 */
import type { Transaction } from '../../../platform/db/database.ts'
import { type ClaimBounds, type ClaimedRow, claimRows } from './apply.store.ts'

/** What becomes visible behind the last claim is hardly ever older. */
const marginMs = 1_000
const wholeLookEveryMs = 1_000

export interface ClaimPlace {
  claim: (tx: Transaction, bounds: Omit<ClaimBounds, 'from'>) => Promise<ClaimedRow[]>
  /** What was claimed last is gone for good: its transaction has committed. */
  moveOn: () => void
}

export function createClaimPlace(): ClaimPlace {
  let from: Date | null = null
  let next: Date | null = null
  let lastWholeLook = Number.NEGATIVE_INFINITY

  async function claim(tx: Transaction, bounds: Omit<ClaimBounds, 'from'>): Promise<ClaimedRow[]> {
    const isWhole = from === null || performance.now() - lastWholeLook >= wholeLookEveryMs
    const near = isWhole ? [] : await claimRows(tx, { ...bounds, from })
    const rows = near.length > 0 ? near : await claimAnywhere(tx, bounds)
    const latest = Math.max(...rows.map((row) => row.due_at.getTime()))
    next = rows.length > 0 ? new Date(latest - marginMs) : null
    return rows
  }

  async function claimAnywhere(tx: Transaction, bounds: Omit<ClaimBounds, 'from'>): Promise<ClaimedRow[]> {
    lastWholeLook = performance.now()
    return claimRows(tx, { ...bounds, from: null })
  }

  return {
    claim,
    moveOn() {
      from = next
    },
  }
}
