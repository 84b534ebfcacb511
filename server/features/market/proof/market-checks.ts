/** What the market adds to the conservation proof. */
import { type Check, checkOf } from '../../ledger/index.ts'
import {
  listBrokenPromises,
  listEndedWithHold,
  listUnpaired,
  listWrongHeld,
  listWrongSums,
  type WrongOrder,
} from './market-proof.store.ts'

const inWords = ({ community_id, id, words }: WrongOrder) => `${id} in community ${community_id} ${words}`

export const marketChecks: readonly Check[] = [
  checkOf('C3', listUnpaired, inWords),
  checkOf('C4', listWrongHeld, inWords),
  checkOf('C6', listWrongSums, inWords),
  checkOf('C6', listBrokenPromises, inWords),
  checkOf('C8', listEndedWithHold, inWords),
]
