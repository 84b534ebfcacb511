/** Moves units into the game: how many, with the warning that they leave for good. */
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import { useWrite } from '../../../api/queries.ts'
import { useRetryKey } from '../../../api/use-retry-key.ts'
import { useMembership } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Notice } from '../../../ui/notice.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { QuantityField } from '../item/quantity-field.tsx'
import { UnitsDialog } from '../item/units-dialog.tsx'
import { mergeReads } from './merge-reads.ts'

interface Props {
  item: Item
  game: string
  holding: Holding
  onClose: () => void
}

export function MergeDialog({ item, game, holding, onClose }: Props) {
  const { communityId } = useMembership()
  const toast = useToast()
  const [entry, setEntry] = useState('1')
  const merge = useWrite('requestMerge', { refreshes: mergeReads })
  const keyOf = useRetryKey(merge.error)
  const quantity = Number(entry)
  const isFit = quantity >= 1 && quantity <= holding.tradable
  const submit = () => {
    if (!isFit) return
    const body = { quantity }
    merge.mutate(
      { params: { communityId, itemId: item.id }, body, idempotencyKey: keyOf(body) },
      {
        onSuccess: () => {
          onClose()
          toast.done(`${unitsOf(quantity)} of ${item.name} on the way into ${game}`)
        },
      },
    )
  }
  return (
    <UnitsDialog
      id="merge-units"
      title={`Merge ${item.name} into ${game}`}
      onClose={onClose}
      action={`Merge ${unitsOf(quantity)}`}
      isPending={merge.isPending}
      isReady={isFit}
      problem={merge.error}
      onSubmit={submit}
    >
      <QuantityField
        label="Units"
        hint={`You can merge ${formatCount(holding.tradable)}.`}
        value={entry}
        most={holding.tradable}
        onChange={(value) => {
          setEntry(value)
          merge.reset()
        }}
      />
      <Notice tone="warn" title="They leave for good">
        Once {game} has taken them, they are in the game and no longer here. Until then they are held, and
        come back if the game refuses.
      </Notice>
    </UnitsDialog>
  )
}
