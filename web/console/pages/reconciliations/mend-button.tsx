/** Gives or takes what would make a count agree: prepared, shown as a dry run first, and kept with the run. */
import { lazy, Suspense, useState } from 'react'
import type { Difference, Reconciliation } from '../../../../contracts/reconciliations.ts'
import { useRead } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { unitsOf } from '../apps/items/units/units.rules.ts'
import { mendOf, tagsOf } from './difference-words.rules.ts'

const UnitsDialog = lazy(async () => ({
  default: (await import('../apps/items/units/units-dialog.tsx')).UnitsDialog,
}))

interface Props {
  difference: Difference
  run: Reconciliation
}

export function MendButton({ difference, run }: Props) {
  const { communityId } = useMembership()
  const maySeeMembers = useMay('view_members')
  const [isOpen, setOpen] = useState(false)
  const mending = mendOf(difference)
  const unit = mending !== null && 'itemId' in mending ? mending : null
  const item = useRead(
    'getItem',
    { params: { communityId, itemId: unit?.itemId ?? '' } },
    { isEnabled: isOpen && unit !== null },
  )
  const member = useRead(
    'getMember',
    { params: { communityId, memberId: unit?.memberId ?? '' } },
    { isEnabled: isOpen && unit !== null },
  )
  if (unit === null || !maySeeMembers) return null
  const { kind, quantity, tier } = unit
  const isReady = item.data !== undefined && member.data !== undefined
  return (
    <div>
      <Button size="small" isPending={isOpen && !isReady} onClick={() => setOpen(true)}>
        {kind === 'grant' ? 'Give' : 'Take'} {unitsOf(quantity)}
      </Button>
      <Suspense fallback={null}>
        {isOpen && item.data && member.data && (
          <UnitsDialog
            item={item.data}
            prepared={{
              ...{ member: member.data, verb: kind, quantity, tier },
              ...{ reason: 'Agreed with the game', reference: run.id, tags: tagsOf(unit) },
            }}
            onClose={() => setOpen(false)}
          />
        )}
      </Suspense>
    </div>
  )
}
