/** Exact decimal arithmetic for numerical fields: 0.1 and 0.2 make 0.3, and no digit is ever lost. */

/** `digits` divided by ten to the power of `scale`; never a trailing zero behind the point. */
export type Decimal = { digits: bigint; scale: number }

/** A JSON number where that is exact, else its digits as text. */
export type NumericValue = number | string

/** Digits before the point and digits behind it, each: beyond that nobody counts anything. */
export const decimalDigitsMax = 40

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

export function isDecimalText(text: string): boolean {
  return decimalPattern.test(text)
}

/** Undefined for what is not a number and for numbers with too many digits. */
export function parseDecimal(text: string): Decimal | undefined {
  const parts = decimalPattern.exec(text)
  if (!parts) return undefined
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = parts
  const significant = (whole + fraction).replace(/^0+/, '')
  if (significant === '') return { digits: 0n, scale: 0 }
  const trimmed = significant.replace(/0+$/, '')
  const scale = fraction.length - Number(exponentText) - (significant.length - trimmed.length)
  if (scale > decimalDigitsMax || trimmed.length - scale > decimalDigitsMax) return undefined
  const digits = BigInt(trimmed) * 10n ** BigInt(Math.max(0, -scale))
  return { digits: sign === '-' ? -digits : digits, scale: Math.max(0, scale) }
}

export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0')
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

/** A number only if printing it gives the same decimal back, and never for integers beyond 2^53-1. */
export function numericValue(decimal: Decimal): NumericValue {
  const text = formatDecimal(decimal)
  const number = Number(text)
  if (decimal.scale === 0) return Number.isSafeInteger(number) ? number : text
  const printed = parseDecimal(String(number))
  return printed && printed.digits === decimal.digits && printed.scale === decimal.scale ? number : text
}

/** The exact sum, or undefined when an operand is not a number or the sum has too many digits. */
export function addDecimal(
  left: NumericValue | bigint,
  right: NumericValue | bigint,
): NumericValue | undefined {
  return combine(left, right, 1n)
}

export function subtractDecimal(
  left: NumericValue | bigint,
  right: NumericValue | bigint,
): NumericValue | undefined {
  return combine(left, right, -1n)
}

function combine(left: NumericValue | bigint, right: NumericValue | bigint, sign: 1n | -1n) {
  const a = parseDecimal(String(left))
  const b = parseDecimal(String(right))
  if (!a || !b) return undefined
  const scale = Math.max(a.scale, b.scale)
  const digits = a.digits * 10n ** BigInt(scale - a.scale) + sign * b.digits * 10n ** BigInt(scale - b.scale)
  const sum = parseDecimal(formatDecimal({ digits, scale }))
  return sum && numericValue(sum)
}
