/**
 * The balances of one member as tiles, XP and Coins first. One row, however many there are, so that nothing below jumps
 * when they arrive; it scrolls sideways where there is no room.
 */
import type { ApiProblem } from '../api/problem.ts'
import { assetName, formatCount } from './amount.rules.ts'
import { ScrollRow } from './scroll-row.tsx'
import { Skeleton } from './skeleton.tsx'
import { ErrorState } from './states.tsx'

interface Props {
  balances: readonly { asset: string; amount: number }[] | undefined
  problem: ApiProblem | null
  onRetry: () => void
  size?: 'normal' | 'large'
}

const builtIn = ['xp', 'coins']

export function BalanceTiles({ balances, problem, onRetry, size = 'normal' }: Props) {
  if (problem) return <ErrorState problem={problem} what="the balances" onRetry={onRetry} />
  const others = (balances ?? []).filter(({ asset }) => !builtIn.includes(asset))
  const tiles = [
    ...builtIn.map((asset) => ({
      asset,
      amount: balances?.find((each) => each.asset === asset)?.amount ?? 0,
    })),
    ...others,
  ]
  return (
    <ScrollRow label="Balances by currency">
      <dl className="flex gap-3">
        {tiles.map(({ asset, amount }) => (
          <div key={asset} className="flex-[1_0_9rem] rounded-lg border border-line bg-surface px-4 py-3">
            <dt className="text-12 font-medium text-ink-3">{assetName(asset)}</dt>
            <dd
              className={
                size === 'large'
                  ? 'text-28 font-semibold tracking-tight'
                  : 'text-20 font-semibold tracking-tight'
              }
            >
              {balances === undefined ? (
                <Skeleton className={size === 'large' ? 'my-2 h-5 w-20' : 'my-1 h-5 w-16'} />
              ) : (
                formatCount(amount)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </ScrollRow>
  )
}
