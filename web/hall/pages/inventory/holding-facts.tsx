/** What is held of one tier in numbers: what can be used, what is held and why, what cannot be traded yet. */
import { Hourglass, Lock } from 'lucide-react'
import type { Holding } from '../../../../contracts/inventory.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { purposeWords, tradeHeldCount } from './inventory.rules.ts'

export function HoldingFacts({ holding }: { holding: Holding }) {
  const { available, held, tradeHeldUntil } = holding
  const tradeHeld = tradeHeldCount(holding)
  return (
    <ul className="flex flex-col gap-1 text-12 text-ink-2">
      <li>{formatCount(available)} available</li>
      {held.map(({ purpose, quantity }) => (
        <li key={purpose} className="flex items-start gap-1">
          <Lock aria-hidden className="mt-0.5 size-3 shrink-0 text-ink-3" />
          {formatCount(quantity)} {purposeWords(purpose)}
        </li>
      ))}
      {tradeHeld > 0 && tradeHeldUntil !== null && (
        <li
          className="flex items-start gap-1"
          title="Until then they can be used, but not sold, given or merged."
        >
          <Hourglass aria-hidden className="mt-0.5 size-3 shrink-0 text-warn" />
          <span>
            {formatCount(tradeHeld)} not tradable yet, free{' '}
            <RelativeTime at={tradeHeldUntil} className="whitespace-nowrap text-ink" />
          </span>
        </li>
      )}
    </ul>
  )
}
