/** What the ledger checks of itself. Features that hold units add checks of their own. */

import type { Queryable } from '../../../platform/db/database.ts'
import { listWrongSupplies } from '../supplies.store.ts'
import { listRepeatedLines, listStrayTransfers, listWrongBalances, listWrongHolds } from '../verify.store.ts'
import { type Check, checkOf, type Scope } from './proof.ts'
import { listBelowFloor, listSums } from './sums.store.ts'

export const ledgerChecks: readonly Check[] = [
  checkOf(
    'C1',
    async (db: Queryable, scope: Scope) => (await listSums(db, scope)).filter(({ sum }) => sum !== 0),
    (row) =>
      `all accounts of ${row.asset} in community ${row.community_id} add up to ${row.sum} instead of 0`,
  ),
  checkOf(
    'C2',
    listWrongBalances,
    (row) =>
      `${row.asset} of ${row.holder_id} in community ${row.community_id} is kept as ${row.kept}, its transfers add up to ${row.computed}`,
  ),
  checkOf(
    'C2',
    listStrayTransfers,
    (row) => `transfer ${row.id} in community ${row.community_id} belongs to no posting`,
  ),
  checkOf(
    'C2',
    listWrongSupplies,
    (row) =>
      `the supply of ${row.asset} in community ${row.community_id} (issued, taken out, held, holders) is kept as ${row.kept}, it adds up to ${row.computed}`,
  ),
  checkOf(
    'C3',
    listWrongHolds,
    (row) =>
      `hold ${row.id} in community ${row.community_id} has ${row.remaining} left, its account ${row.kept}`,
  ),
  checkOf(
    'C5',
    listBelowFloor,
    (row) => `${row.asset} of ${row.holder_id} in community ${row.community_id} is ${row.amount}, below 0`,
  ),
  checkOf(
    'C8',
    listRepeatedLines,
    (row) =>
      `line ${row.line} of cause ${row.cause_id} in community ${row.community_id} was posted ${row.count} times`,
  ),
]
