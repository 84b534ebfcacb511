/** Reads an amount of a currency: a whole number from 0 to 2^53-1, or text that is such a number. */
import type { FailureReason } from '../../../../contracts/receipts.ts'
import { amountMax } from '../../../../contracts/values.ts'
import { isDecimalText, parseDecimal } from '../../../platform/payloads/decimal.rules.ts'
import { kindOfValue } from '../../../platform/payloads/shown-value.rules.ts'

/** `readAs` is there when text was taken for a number; `says` goes on after "holds ...,". */
export type AmountReading =
  | { ok: true; amount: bigint; readAs?: string }
  | { ok: false; reason: FailureReason; says: string }

export function readAmount(value: unknown): AmountReading {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return { ok: true, amount: BigInt(value) }
    return Number.isInteger(value) ? outOfBounds(value) : notWhole
  }
  if (typeof value === 'bigint') {
    return value < 0n || value > BigInt(amountMax) ? outOfBounds(value) : { ok: true, amount: value }
  }
  if (typeof value === 'string') return readAmountText(value.trim())
  return {
    ok: false,
    reason: 'Value does not fit the field',
    says: `which is ${kindOfValue(value)}, not a number`,
  }
}

function readAmountText(text: string): AmountReading {
  if (!isDecimalText(text)) {
    return { ok: false, reason: 'Value does not fit the field', says: 'which is not a number' }
  }
  const decimal = parseDecimal(text)
  if (!decimal) return outOfBounds(text.startsWith('-') ? -1 : 1)
  if (decimal.scale > 0) return notWhole
  const amount = decimal.digits
  if (amount < 0n || amount > BigInt(amountMax)) return outOfBounds(amount)
  return { ok: true, amount, readAs: `the number ${amount}` }
}

const notWhole: AmountReading = {
  ok: false,
  reason: 'Value does not fit the field',
  says: 'which is not a whole number',
}

function outOfBounds(amount: number | bigint): AmountReading {
  const says =
    amount < 0 ? 'which is negative; to take something away, use subtract' : `which is more than ${amountMax}`
  return { ok: false, reason: 'Amount is out of bounds', says }
}
