/** Staff decide a merge in the game's stead: both ways are for good, and say what becomes of the units. */
import type { Merge } from '../../../../contracts/merges.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ReasonDialog } from '../../../ui/reason-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { unitsOf } from '../apps/items/units/units.rules.ts'

interface Props {
  merge: Merge
  onClose: () => void
}

const refreshes = ['listMerges', 'getMerge', 'getInventory', 'listGamificationLogs', 'listTransfers'] as const
const whatOf = ({ quantity, itemName }: Merge) => `${unitsOf(quantity)} of ${itemName}`

export function ConfirmMergeDialog({ merge, onClose }: Props) {
  const params = { ...useCommunityParams(), mergeId: merge.id }
  const toast = useToast()
  const confirm = useWrite('confirmMerge', {
    refreshes,
    onDone: () => {
      onClose()
      toast.done('The merge is confirmed')
    },
  })
  return (
    <ConfirmDialog
      question={`Confirm the merge of ${whatOf(merge)}?`}
      consequence="Do so when they are in the game. They are burned here for good."
      verb="Confirm the merge"
      isPending={confirm.isPending}
      problem={confirm.error}
      onConfirm={() => confirm.mutate({ params })}
      onClose={onClose}
    />
  )
}

export function RejectMergeDialog({ merge, onClose }: Props) {
  const params = { ...useCommunityParams(), mergeId: merge.id }
  const toast = useToast()
  const reject = useWrite('rejectMerge', {
    refreshes,
    onDone: () => {
      onClose()
      toast.done('The merge is rejected')
    },
  })
  return (
    <ReasonDialog
      title={`Reject the merge of ${whatOf(merge)}?`}
      consequence="Do so when they are not in the game, and never will be. They go back to the member at once."
      verb="Reject the merge"
      hint="Shown to the member."
      isPending={reject.isPending}
      problem={reject.error}
      onReason={(reason) => reject.mutate({ params, body: { reason } })}
      onClose={onClose}
    />
  )
}
