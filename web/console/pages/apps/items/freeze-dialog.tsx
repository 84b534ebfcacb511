/** Freezes a live item, with the reason that staff and the game read. */
import type { Item } from '../../../../../contracts/items.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { ReasonDialog } from '../../../../ui/reason-dialog.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { itemReads } from './item-reads.ts'

export function FreezeDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const params = { ...useCommunityParams(), itemId: item.id }
  const toast = useToast()
  const freeze = useWrite('freezeItem', {
    refreshes: itemReads,
    onDone: () => {
      onClose()
      toast.done(`${item.name} is frozen`)
    },
  })
  return (
    <ReasonDialog
      title={`Freeze “${item.name}”?`}
      consequence="For now nothing of it is given and nothing of it moves. The freeze can be ended at any time."
      verb="Freeze"
      isForGood={false}
      isPending={freeze.isPending}
      problem={freeze.error}
      onReason={(reason) => freeze.mutate({ params, body: { reason } })}
      onClose={onClose}
    />
  )
}
