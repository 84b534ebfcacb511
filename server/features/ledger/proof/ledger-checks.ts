/** What the ledger checks of itself. Features that hold units add checks of their own. */

import type { Queryable } from '../../../platform/db/database.ts'
import { listWrongSupplies } from '../supplies.store.ts'
import { listRepeatedLines, listStrayTransfers, listWrongBalances, listWrongHolds } from '../verify.store.ts'
import { type Check, checkOf, type Finding, type Scope } from './proof.ts'
import { listBelowFloor, listSums } from './sums.store.ts'

/** Accounts that are neither a member's nor a hold's are looked for by their asset. */
const ofHolder = (row: {
  holder_id: string
  holder_kind: string | null
  asset: string
}): Finding['subject'] =>
  row.holder_kind === 'member' || row.holder_kind === 'hold'
    ? { kind: row.holder_kind, id: row.holder_id }
    : { kind: 'asset', id: row.asset }

export const ledgerChecks: readonly Check[] = [
  checkOf(
    'C1',
    async (db: Queryable, scope: Scope) => (await listSums(db, scope)).filter(({ sum }) => sum !== 0),
    (row) =>
      `all accounts of ${row.asset} in community ${row.community_id} add up to ${row.sum} instead of 0`,
    ({ asset }) => ({ kind: 'asset', id: asset }),
  ),
  checkOf(
    'C2',
    listWrongBalances,
    (row) =>
      `${row.asset} of ${row.holder_id} in community ${row.community_id} is kept as ${row.kept}, its transfers add up to ${row.computed}`,
    ofHolder,
  ),
  checkOf(
    'C2',
    listStrayTransfers,
    (row) => `transfer ${row.id} in community ${row.community_id} belongs to no posting`,
    ({ cause_id: id }) => ({ kind: 'cause', id }),
  ),
  checkOf(
    'C2',
    listWrongSupplies,
    (row) =>
      `the supply of ${row.asset} in community ${row.community_id} (issued, taken out, held, holders) is kept as ${row.kept}, it adds up to ${row.computed}`,
    ({ asset }) => ({ kind: 'asset', id: asset }),
  ),
  checkOf(
    'C3',
    listWrongHolds,
    (row) =>
      `hold ${row.id} in community ${row.community_id} has ${row.remaining} left, its account ${row.kept}`,
    ({ id }) => ({ kind: 'hold', id }),
  ),
  checkOf(
    'C5',
    listBelowFloor,
    (row) => `${row.asset} of ${row.holder_id} in community ${row.community_id} is ${row.amount}, below 0`,
    ofHolder,
  ),
  checkOf(
    'C8',
    listRepeatedLines,
    (row) =>
      `line ${row.line} of cause ${row.cause_id} in community ${row.community_id} was posted ${row.count} times`,
    ({ cause_id: id }) => ({ kind: 'cause', id }),
  ),
]
