/** An amount with its sign and unit in tabular figures; a change is colored and signed, a balance is not. */
import { assetName, formatAmount } from './amount.rules.ts'
import { cx } from './cx.ts'

interface Props {
  value: number
  asset?: string
  /** `change` shows + or − and its color; `balance` is a plain number. */
  look?: 'change' | 'balance'
  className?: string
}

export function Amount({ value, asset, look = 'change', className }: Props) {
  const color = look === 'balance' || value === 0 ? 'text-ink' : value > 0 ? 'text-good' : 'text-bad'
  return (
    <span className={cx('whitespace-nowrap tabular-nums', className)}>
      <span className={cx('font-medium', color)}>{formatAmount(value, look)}</span>
      {asset && <span className="text-ink-3"> {assetName(asset)}</span>}
    </span>
  )
}
