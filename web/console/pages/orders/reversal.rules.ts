/** What moves back when a fill is reversed, line by line, before it is done. */
import type { Fill } from '../../../../contracts/fills.ts'

export interface ReversalLine {
  what: 'units' | 'seller' | 'royalty' | 'fee'
  amount: number
  from: string
  to: string
}

export const sideWords = ({ kind, label }: Fill['seller']): string =>
  kind === 'app' ? 'The app' : (label ?? 'A member')

/** A part that the buyer got themselves moves nowhere. */
export function linesOfReversal({
  quantity,
  parts,
  seller,
  buyer,
}: Pick<Fill, 'quantity' | 'parts' | 'seller' | 'buyer'>): ReversalLine[] {
  const to = sideWords(buyer)
  const receiverOf = ({ kind, receiver }: Fill['parts'][number]): string => {
    if (kind === 'seller') return sideWords(seller)
    if (kind === 'fee') return 'Market fees'
    return receiver.kind === 'app' ? 'The app, its royalty' : 'The receiver of the royalty'
  }
  return [
    { what: 'units', amount: quantity, from: to, to: sideWords(seller) },
    ...parts
      .filter(({ amount, receiver }) => amount > 0 && (receiver.id === null || receiver.id !== buyer.id))
      .map((part) => ({ what: part.kind, amount: part.amount, from: receiverOf(part), to })),
  ]
}
