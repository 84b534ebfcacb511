/** The balances of one member as tiles, XP and Coins first. */
import type { ApiProblem } from '../api/problem.ts'
import { assetName, formatCount } from './amount.rules.ts'
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
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))]">
      {tiles.map(({ asset, amount }) => (
        <div key={asset} className="rounded-lg border border-line bg-surface px-4 py-3">
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
  )
}
