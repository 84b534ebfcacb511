/** What the market adds to the conservation proof. */
import { type Check, checkOf, inWords, keptHoldsChecks, ofRecord } from '../../ledger/index.ts'
import { heldOrders, listBrokenPromises, listWrongSums } from './market-proof.store.ts'

export const marketChecks: readonly Check[] = [
  ...keptHoldsChecks(heldOrders),
  checkOf('C6', listWrongSums, inWords, ofRecord),
  checkOf('C6', listBrokenPromises, inWords, ofRecord),
]
