/** What a feature that keeps holds checks of them; it says where its records are. */
import {
  type KeptHolds,
  listEndedWithHold,
  listUnpaired,
  listWrongHeld,
  type WrongRecord,
} from './kept-holds.store.ts'
import { type Check, checkOf } from './proof.ts'

export const inWords = ({ community_id, id, words }: WrongRecord) =>
  `${id} in community ${community_id} ${words}`

export const ofRecord = ({ kind, id }: WrongRecord) => ({ kind, id })

export const keptHoldsChecks = (kept: KeptHolds): readonly Check[] => [
  checkOf('C3', (db, scope) => listUnpaired(db, scope, kept), inWords, ofRecord),
  checkOf('C4', (db, scope) => listWrongHeld(db, scope, kept), inWords, ofRecord),
  checkOf('C8', (db, scope) => listEndedWithHold(db, scope, kept), inWords, ofRecord),
]
