/** What items add to the conservation proof. */
import { type Check, checkOf } from '../../ledger/index.ts'
import {
  listAboveCap,
  listEndedWithHold,
  listGaps,
  listTradeHeldAbove,
  listUnpaired,
  listWrongCounts,
  listWrongHeld,
  type WrongRecord,
} from './items-proof.store.ts'

const inWords = ({ community_id, id, words }: WrongRecord) => `${id} in community ${community_id} ${words}`

export const itemsChecks: readonly Check[] = [
  checkOf('C3', listUnpaired, inWords),
  checkOf('C4', listWrongHeld, inWords),
  checkOf('C5', listAboveCap, inWords),
  checkOf('C7', listTradeHeldAbove, inWords),
  checkOf('C7', listGaps, inWords),
  checkOf('C7', listWrongCounts, inWords),
  checkOf('C8', listEndedWithHold, inWords),
]
