/** What members, games and staff do in the economy of items, as the model of it counts. */
import type { RefusalCode } from '../../contracts/refusals.ts'

/** Capped, limited for each member, and moved into the game. */
export const ore = 0
/** Used up by activation. */
export const boost = 1

export const rules = {
  cap: 260,
  perMember: 60,
  boostHours: 2,
  mergeHours: 72,
  listingsPerBook: 20,
  openMerges: 50,
}

export type Outcome = 'done' | RefusalCode

export type Step =
  | { kind: 'pay'; who: number; amount: number }
  | { kind: 'grant' | 'take'; who: number; item: number; quantity: number }
  | { kind: 'offer'; who: number; to: number; item: number; quantity: number; hours: number }
  | { kind: 'accept' | 'reject' | 'withdraw'; who: number; gift: number }
  | { kind: 'merge'; who: number; item: number; quantity: number }
  | { kind: 'confirm' | 'refuse'; merge: number }
  | { kind: 'recall'; who: number; merge: number }
  | { kind: 'activate'; who: number; item: number; units: number }
  | {
      kind: 'list'
      who: number
      item: number
      quantity: number
      price: number
      hours: number
      isWhole: boolean
    }
  | { kind: 'reprice'; who: number; listing: number; price: number }
  | { kind: 'buy'; who: number; listing: number; quantity: number; price: number; terms: number }
  | { kind: 'cancel'; who: number; listing: number }
  | { kind: 'rates'; feeBps: number; royaltyBps: number }
  | { kind: 'wait'; hours: number }
