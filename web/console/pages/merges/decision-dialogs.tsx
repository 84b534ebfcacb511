/** Staff decide a merge in the game's stead: both ways are for good, and say what becomes of the units. */
import { useState } from 'react'
import type { Merge } from '../../../../contracts/merges.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input } from '../../../ui/input.tsx'
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
  const [reason, setReason] = useState('')
  const reject = useWrite('rejectMerge', {
    refreshes,
    onDone: () => {
      onClose()
      toast.done('The merge is rejected')
    },
  })
  return (
    <Dialog
      title={`Reject the merge of ${whatOf(merge)}?`}
      description="Do so when they are not in the game, and never will be. They go back to the member at once."
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="reject-merge"
            variant="danger"
            isPending={reject.isPending}
            disabled={reason.trim() === ''}
          >
            Reject the merge
          </Button>
        </>
      }
    >
      <Form
        id="reject-merge"
        problem={reject.error}
        onSubmit={() => reject.mutate({ params, body: { reason: reason.trim() } })}
      >
        <Field label="Reason" hint="Shown to the member." error={reject.error?.errorOf('reason')}>
          <Input
            autoComplete="off"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
