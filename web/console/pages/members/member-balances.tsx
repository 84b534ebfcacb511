/** The balances of one member, and the way to adjust them by hand. */
import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { Member } from '../../../../contracts/communities.ts'
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../app/community.tsx'
import { BalanceTiles } from '../../../ui/balance-tiles.tsx'
import { Button } from '../../../ui/button.tsx'
import { AdjustBalanceDialog } from './adjust-balance-dialog.tsx'

export function MemberBalancesView({ member }: { member: Member }) {
  const params = { ...useCommunityParams(), memberId: member.id }
  const balances = useRead('listBalances', { params })
  const mayAdjust = useMay('adjust_balances')
  const [isAdjusting, setAdjusting] = useState(false)
  return (
    <section aria-label="Balances" className="flex flex-col gap-3">
      <BalanceTiles
        balances={balances.data?.data}
        problem={balances.error}
        onRetry={() => void balances.refetch()}
      />
      {mayAdjust && (
        <div>
          <Button icon={Scale} onClick={() => setAdjusting(true)}>
            Adjust balance
          </Button>
        </div>
      )}
      {isAdjusting && <AdjustBalanceDialog member={member} onClose={() => setAdjusting(false)} />}
    </section>
  )
}
