/** The largest sources or sinks, each with its amount and its share as a bar. */
import { ArrowDownRight, ArrowUpRight } from 'lucide-react'
import type { EconomyAsset } from '../../../../contracts/insights.ts'
import { formatCount } from '../../../ui/amount.rules.ts'

interface Props {
  title: string
  flows: EconomyAsset['sources']
  total: number
  mark: 'issued' | 'spent'
}

export function FlowList({ title, flows, total, mark }: Props) {
  const Icon = mark === 'issued' ? ArrowUpRight : ArrowDownRight
  return (
    <div className="min-w-0">
      <h3 className="flex items-center gap-1 pb-2 text-13 font-medium text-ink">
        <Icon aria-hidden className={mark === 'issued' ? 'size-4 text-good' : 'size-4 text-bad'} />
        {title}
      </h3>
      {flows.length === 0 ? (
        <p className="text-13 text-ink-3">Nothing within these days.</p>
      ) : (
        <ol className="flex flex-col gap-2">
          {flows.map(({ source, amount, changes }) => (
            <li key={source} className="text-13">
              <div className="flex items-baseline justify-between gap-4">
                <span className="min-w-0 truncate text-ink">{source}</span>
                <span className="shrink-0 tabular-nums">
                  <span className="font-medium">{formatCount(amount)}</span>
                  <span className="text-12 text-ink-3">
                    {' '}
                    in {formatCount(changes)} {changes === 1 ? 'change' : 'changes'}
                  </span>
                </span>
              </div>
              <svg aria-hidden viewBox="0 0 100 2" preserveAspectRatio="none" className="mt-1 h-1 w-full">
                <rect width="100" height="2" className="fill-idle-soft" />
                <rect
                  width={total === 0 ? 0 : (100 * amount) / total}
                  height="2"
                  className={mark === 'issued' ? 'fill-good' : 'fill-bad'}
                />
              </svg>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
