/** Recomputes every balance and every supply from the transfers and lists whatever does not agree; an empty list is the proof. */
import type { Queryable } from '../../platform/db/database.ts'
import { ledgerChecks } from './proof/ledger-checks.ts'
import type { Check } from './proof/proof.ts'
import { countTransfers } from './verify.store.ts'

export interface LedgerProof {
  transferCount: number
  /** In words, at most 100 of each kind. */
  problems: string[]
}

/** `more`: checks of the features that hold what the ledger counts. */
export async function verifyLedger(db: Queryable, more: readonly Check[] = []): Promise<LedgerProof> {
  const problems: string[] = []
  for (const check of [...ledgerChecks, ...more]) {
    problems.push(...(await check(db, null)).map(({ words }) => words))
  }
  return { transferCount: await countTransfers(db), problems }
}
