/** What a price comes to for its seller, part by part, while it is typed. */
import type { Quote } from '../../../../contracts/market.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { quoteLines } from './quote.rules.ts'

interface Props {
  quote: Quote | undefined
  problem: ApiProblem | null
  /** Nothing to quote yet. */
  isIdle: boolean
}

export function QuoteView({ quote, problem, isIdle }: Props) {
  return (
    <div aria-live="polite" className="min-h-31 rounded-md bg-sunken px-3 py-2 text-13">
      {isIdle ? (
        <p className="text-ink-2">Type a quantity and a price to see what you get.</p>
      ) : problem ? (
        <p className="text-bad">
          {problem.message}.{problem.detail ? ` ${problem.detail}` : ''}
        </p>
      ) : quote === undefined ? (
        <SkeletonLines count={4} label="Working out the price" />
      ) : (
        <Lines quote={quote} />
      )}
    </div>
  )
}

function Lines({ quote }: { quote: Quote }) {
  const lines = quoteLines(quote)
  const unit = assetName(quote.currency)
  return (
    <>
      <dl className="flex flex-col gap-1">
        {lines.map(({ name, amount }, index) => {
          const isLast = index === lines.length - 1
          return (
            <div
              key={name}
              className={`flex justify-between gap-4 ${isLast ? 'border-t border-line-strong pt-1 font-semibold text-ink' : 'text-ink-2'}`}
            >
              <dt>{name}</dt>
              <dd className="tabular-nums">
                {formatCount(amount)} {unit}
              </dd>
            </div>
          )
        })}
      </dl>
      <p className="mt-2 text-12 text-ink-3">
        Whatever happens to the rates, you get at least {formatCount(quote.minimumTake)} {unit} when all is
        sold.
        {quote.listingFee > 0 &&
          ` Listing costs ${formatCount(quote.listingFee)} ${unit} beside it, which are not given back.`}
      </p>
    </>
  )
}
