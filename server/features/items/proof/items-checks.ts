/** What items add to the conservation proof. */
import { type Check, checkOf, inWords, keptHoldsChecks, ofRecord } from '../../ledger/index.ts'
import {
  heldRecords,
  listAboveCap,
  listGaps,
  listTradeHeldAbove,
  listWrongCounts,
} from './items-proof.store.ts'

export const itemsChecks: readonly Check[] = [
  ...keptHoldsChecks(heldRecords),
  checkOf('C5', listAboveCap, inWords, ofRecord),
  checkOf('C7', listTradeHeldAbove, inWords, ofRecord),
  checkOf('C7', listGaps, inWords, ofRecord),
  checkOf('C7', listWrongCounts, inWords, ofRecord),
]
