/**
 * What may become of a hold, as transfers and its numbers afterwards. Pure; the balance of the hold's own account is
 * always what remains of it.
 *
 * | from | by | to |
 * |---|---|---|
 * | pending | a part is posted | pending |
 * | pending | the rest is posted | posted |
 * | pending | void | voided |
 * | pending, its time over | the sweep | expired |
 */
import type { HoldStateName } from '../../../../contracts/holds.ts'
import { holdAccount } from '../accounts.rules.ts'
import type { AccountRef, TransferDraft } from '../posting.ts'

export interface HoldNumbers {
  posted: number
  returned: number
  remaining: number
  state: HoldStateName
}

export interface HeldAmount extends HoldNumbers {
  id: string
  asset: string
  holder: AccountRef
  expiresAt: Date | null
}

/** Its time is over at that very instant, whether it has been swept or not. */
export const isOver = ({ expiresAt }: HeldAmount, now: Date): boolean =>
  expiresAt !== null && expiresAt <= now

export const isOpen = (hold: HeldAmount, now: Date): boolean => hold.state === 'pending' && !isOver(hold, now)

export function openingOf(hold: HeldAmount): TransferDraft[] {
  const { asset, holder, id, remaining } = hold
  return [{ line: 0, asset, amount: remaining, from: holder, to: holdAccount(id) }]
}

export interface HoldStep {
  transfers: TransferDraft[]
  after: HoldNumbers
}

/** Moves `amount` of what remains for good; undefined when less remains. */
export function postFromHold(hold: HeldAmount, amount: number, to: AccountRef): HoldStep | undefined {
  if (amount > hold.remaining) return undefined
  const remaining = hold.remaining - amount
  return {
    transfers: [{ line: 0, asset: hold.asset, amount, from: holdAccount(hold.id), to }],
    after: {
      posted: hold.posted + amount,
      returned: hold.returned,
      remaining,
      state: remaining === 0 ? 'posted' : 'pending',
    },
  }
}

/** Gives all that remains back to whom it was taken from. */
export function releaseHold(hold: HeldAmount, state: 'voided' | 'expired'): HoldStep {
  const { asset, holder, id, posted, returned, remaining } = hold
  return {
    transfers: [{ line: 0, asset, amount: remaining, from: holdAccount(id), to: holder }],
    after: { posted, returned: returned + remaining, remaining: 0, state },
  }
}
