/** What was fetched for an item, in the shape of the contract. */
import type { ItemMetadata } from '../../../../contracts/item-metadata.ts'
import { stateOf } from './cache.rules.ts'
import type { FetchRow } from './fetch.ts'

export function viewMetadata(row: FetchRow, now: Date): ItemMetadata {
  return {
    itemId: row.subject_id,
    state: stateOf(row, now),
    isWaiting: row.due_at !== null,
    fetchedAt: row.fetched_at?.toISOString() ?? null,
    staleAt: row.outcome === 'never' ? null : row.stale_at.toISOString(),
    failingSince: row.failing_since?.toISOString() ?? null,
    reason: row.failure_reason,
    said: row.metadata,
    imageProblem: row.image_problem,
  }
}
