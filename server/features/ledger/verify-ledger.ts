/** Recomputes every balance and every supply from the transfers and lists whatever does not agree; an empty list is the proof. */
import type { Queryable } from '../../platform/db/database.ts'
import { listWrongSupplies } from './supplies.store.ts'
import {
  countTransfers,
  listRepeatedLines,
  listStrayTransfers,
  listWrongBalances,
  listWrongHolds,
} from './verify.store.ts'

export interface LedgerProof {
  transferCount: number
  /** In words, at most 100 of each kind. */
  problems: string[]
}

export async function verifyLedger(db: Queryable): Promise<LedgerProof> {
  const wrong = await listWrongBalances(db)
  const repeated = await listRepeatedLines(db)
  const holds = await listWrongHolds(db)
  const stray = await listStrayTransfers(db)
  const supplies = await listWrongSupplies(db)
  return {
    transferCount: await countTransfers(db),
    problems: [
      ...wrong.map(
        (row) =>
          `${row.asset} of ${row.holder_id} in community ${row.community_id} is kept as ${row.kept}, its transfers add up to ${row.computed}`,
      ),
      ...repeated.map(
        (row) =>
          `line ${row.line} of cause ${row.cause_id} in community ${row.community_id} was posted ${row.count} times`,
      ),
      ...holds.map(
        (row) =>
          `hold ${row.id} in community ${row.community_id} has ${row.remaining} left, its account ${row.kept}`,
      ),
      ...stray.map((row) => `transfer ${row.id} in community ${row.community_id} belongs to no posting`),
      ...supplies.map(
        (row) =>
          `the supply of ${row.asset} in community ${row.community_id} (issued, taken out, held, holders) is kept as ${row.kept}, it adds up to ${row.computed}`,
      ),
    ],
  }
}
