/** What moves back when staff undoes a fill: units to the seller, the parts of the price to the buyer. Pure. */
import { feeAccounts, member } from '../../ledger/accounts.rules.ts'
import type { AccountRef, TransferDraft } from '../../ledger/index.ts'
import type { FillRow } from './fill.ts'

export interface ReversalParts {
  fill: FillRow
  asset: string
  seller: AccountRef
  royalty: AccountRef
}

export interface Shortage {
  required: number
  available: number
}

/**
 * `balances`: of the currency, by the id of the account. Without `coverFromFees` everybody gives back what they got;
 * with it the fees of the community pay what seller and receiver lack. A shortage where that is not enough.
 */
export function planReversal(
  { fill, asset, seller, royalty }: ReversalParts,
  balances: ReadonlyMap<string, number>,
  coverFromFees: boolean,
): TransferDraft[] | Shortage {
  const left = new Map(balances)
  const buyer = member(fill.buyer_id)
  const transfers: TransferDraft[] = []
  const move = (from: AccountRef, amount: number): void => {
    if (amount === 0 || from.id === buyer.id) return
    transfers.push({ line: transfers.length, asset: fill.currency, amount, from, to: buyer })
  }
  /** As much as is there; answers what is lacking. */
  const take = (from: AccountRef, amount: number): number => {
    if (from.id === buyer.id) return 0
    const there = left.get(from.id ?? '') ?? 0
    const taken = Math.min(there, amount)
    left.set(from.id ?? '', there - taken)
    move(from, taken)
    return amount - taken
  }
  transfers.push({ line: 0, asset, amount: fill.quantity, from: buyer, to: seller })
  const lacking = take(seller, fill.seller_amount) + take(royalty, fill.royalty_amount)
  if (lacking > 0 && !coverFromFees)
    return {
      required: fill.seller_amount + fill.royalty_amount,
      available: fill.seller_amount + fill.royalty_amount - lacking,
    }
  const due = lacking + fill.fee_amount
  const first = { kind: 'fee' as const, id: fill.fee_account }
  const others = feeAccounts(fill.community_id).filter(({ id }) => id !== first.id)
  const unpaid = [first, ...others].reduce((open, account) => take(account, open), due)
  return unpaid > 0 ? { required: due, available: due - unpaid } : transfers
}
