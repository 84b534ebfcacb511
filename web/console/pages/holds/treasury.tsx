/** What the treasury of the community has, per currency; staff pay in and take out with a reason. */
import { Landmark } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../../api/queries.ts'
import { useMay } from '../../../app/community.tsx'
import { Amount } from '../../../ui/amount.tsx'
import { Button } from '../../../ui/button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { AdjustTreasuryDialog } from './adjust-treasury-dialog.tsx'

export function Treasury({ params }: { params: { communityId: string } }) {
  const balances = useRead('listTreasuryBalances', { params })
  const mayAdjust = useMay('adjust_balances')
  const [isAdjusting, setAdjusting] = useState(false)
  if (balances.error) {
    return <ErrorState problem={balances.error} what="the treasury" onRetry={() => void balances.refetch()} />
  }
  if (balances.isPending) return <Skeleton className="h-16 rounded-lg" />
  const held = balances.data.data.filter(({ amount }) => amount > 0)
  return (
    <section
      aria-label="Treasury"
      className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-lg border border-line bg-surface px-4 py-3"
    >
      <h2 className="inline-flex items-center gap-2 text-13 font-semibold">
        <Landmark aria-hidden className="size-4 text-ink-3" />
        Treasury
      </h2>
      {held.length === 0 ? (
        <p className="text-13 text-ink-3">
          Empty. Pay something in, and give it out as prizes without issuing anew.
        </p>
      ) : (
        held.map(({ asset, amount }) => <Amount key={asset} value={amount} asset={asset} look="balance" />)
      )}
      {mayAdjust && (
        <Button className="ml-auto" onClick={() => setAdjusting(true)}>
          Adjust the treasury
        </Button>
      )}
      {isAdjusting && <AdjustTreasuryDialog onClose={() => setAdjusting(false)} />}
    </section>
  )
}
