/** The conservation proof of all features together. */
import { itemsChecks } from '../features/items/index.ts'
import {
  type Check,
  type Finding,
  type LedgerProof,
  ledgerChecks,
  type Scope,
  verifyLedger,
} from '../features/ledger/index.ts'
import { marketChecks } from '../features/market/index.ts'
import type { Queryable } from '../platform/db/database.ts'

/** A feature that holds what the ledger counts adds its own. */
const moreChecks: readonly Check[] = [...itemsChecks, ...marketChecks]

/** Told before the first check and after each. */
export type OnStep = (steps: { done: number; count: number }) => Promise<void>

/** Read it in one snapshot. An empty list is the proof. */
export async function findBroken(db: Queryable, scope: Scope, onStep?: OnStep): Promise<Finding[]> {
  const checks = [...ledgerChecks, ...moreChecks]
  const found: Finding[] = []
  for (const [done, check] of checks.entries()) {
    await onStep?.({ done, count: checks.length })
    found.push(...(await check(db, scope)))
  }
  await onStep?.({ done: checks.length, count: checks.length })
  return found
}

/** The same of the whole installation, in words. */
export const proveConservation = (db: Queryable): Promise<LedgerProof> => verifyLedger(db, moreChecks)
