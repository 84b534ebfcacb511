/** An amount of a log or the ledger with what it is of, which is cut where there is no room and shown whole on hover. */
import { Amount } from './amount.tsx'
import { cx } from './cx.ts'

interface Props {
  value: number
  /** Of the currency, or of the item and its tier. */
  assetName: string
  look?: 'change' | 'balance'
  className?: string
}

export function LedgerAmount({ value, assetName, look = 'change', className = 'max-w-full' }: Props) {
  return (
    <span title={assetName} className={cx('inline-block truncate align-bottom', className)}>
      <Amount value={value} look={look} /> <span className="text-ink-3">{assetName}</span>
    </span>
  )
}
