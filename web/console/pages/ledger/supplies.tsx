/** Per asset: issued, taken out, held, and whether the sum over all accounts is zero. */
import { CircleCheck, CircleX } from 'lucide-react'
import { useRead } from '../../../api/queries.ts'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { ScrollRow } from '../../../ui/scroll-row.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'

export function Supplies({ params }: { params: { communityId: string } }) {
  const supplies = useRead('listSupplies', { params })
  if (supplies.error) {
    return <ErrorState problem={supplies.error} what="the supplies" onRetry={() => void supplies.refetch()} />
  }
  if (supplies.isPending) {
    return (
      <div className="flex gap-3 overflow-x-auto">
        <Skeleton className="h-24 min-w-72 flex-1 rounded-lg" />
        <Skeleton className="h-24 min-w-72 flex-1 rounded-lg" />
      </div>
    )
  }
  return (
    <ScrollRow label="Supplies by currency">
      <ul className="flex gap-3">
        {supplies.data.data.map(({ asset, issued, sunk, held, holders, isBalanced }) => (
          <li
            key={asset}
            aria-label={`Supply of ${assetName(asset)}`}
            className="min-w-72 flex-1 rounded-lg border border-line bg-surface px-4 py-3"
          >
            <div className="flex items-baseline justify-between gap-4">
              <h2 className="text-12 font-medium text-ink-3">{assetName(asset)} in circulation</h2>
              {isBalanced ? (
                <span className="inline-flex items-center gap-1 text-12 font-medium text-good">
                  <CircleCheck aria-hidden className="size-4" />
                  Balanced
                </span>
              ) : (
                <span className="inline-flex items-center gap-1 text-12 font-medium text-bad">
                  <CircleX aria-hidden className="size-4" />
                  Does not balance
                </span>
              )}
            </div>
            <p className="pt-1 pb-1 text-20 font-semibold tracking-tight">{formatCount(held)}</p>
            <dl className="flex flex-wrap gap-x-6 gap-y-1 text-12">
              {[
                { name: 'Issued', value: issued },
                { name: 'Taken out', value: sunk },
                { name: 'Members with some', value: holders },
              ].map(({ name, value }) => (
                <div key={name} className="flex gap-1">
                  <dt className="text-ink-3">{name}</dt>
                  <dd className="font-medium text-ink">{formatCount(value)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </ScrollRow>
  )
}
