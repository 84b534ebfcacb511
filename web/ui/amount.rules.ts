/** Amounts and assets in words: grouped digits, a true minus sign, and the name of the unit. */
const digits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

const names: Readonly<Record<string, string>> = { xp: 'XP', coins: 'Coins' }

/**
 * The name people read for an asset's code; that of a custom currency was made from its first name. The ledger knows of
 * items only that they are some.
 */
export const assetName = (code: string) =>
  names[code] ?? (code.startsWith('item:') ? 'Item units' : inWords(code))

function inWords(code: string): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const formatCount = (value: number) => digits.format(value).replace('-', '−')

/** 12,400 becomes 12.4K; only where there is no room for all digits, with the whole number as the tooltip. */
export const formatShort = (value: number) => short.format(value).replace('-', '−')

export function formatAmount(value: number, look: 'change' | 'balance'): string {
  const sign = look === 'change' && value > 0 ? '+' : ''
  return sign + formatCount(value)
}
