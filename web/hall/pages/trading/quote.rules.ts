/** The parts of a price in words, in the order of who pays and who gets. */
import type { Quote } from '../../../../contracts/market.ts'

const rate = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 2 })

/** 550 basis points are "5.5%". */
export const rateWords = (bps: number): string => rate.format(bps / 10_000)

const partWords = { seller: 'You get', royalty: 'Royalty', fee: 'Market fee' } as const

export interface QuoteLine {
  name: string
  amount: number
}

/** As a seller reads them: what the buyer pays, what goes off, what is left. */
export function quoteLines({ gross, parts }: Pick<Quote, 'gross' | 'parts'>): QuoteLine[] {
  const off = parts.filter(({ kind }) => kind !== 'seller')
  const own = parts.filter(({ kind }) => kind === 'seller')
  return [
    { name: 'Buyers pay', amount: gross },
    ...off.map(({ kind, bps, amount }) => ({
      name: bps === null ? partWords[kind] : `${partWords[kind]}, ${rateWords(bps)}`,
      amount: -amount,
    })),
    ...own.map(({ kind, amount }) => ({ name: partWords[kind], amount })),
  ]
}

/** Beyond it the server cannot count; it refuses such a price with `amount_too_large`. */
export const isWholeNumber = (text: string): boolean => /^[1-9]\d{0,14}$/.test(text)
