/** Freezes a live item, with the reason that staff and the game read. */
import { useState } from 'react'
import type { Item } from '../../../../../contracts/items.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input } from '../../../../ui/input.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { itemReads } from './item-reads.ts'

export function FreezeDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const params = { ...useCommunityParams(), itemId: item.id }
  const toast = useToast()
  const [reason, setReason] = useState('')
  const freeze = useWrite('freezeItem', {
    refreshes: itemReads,
    onDone: () => {
      onClose()
      toast.done(`${item.name} is frozen`)
    },
  })
  const submit = () => {
    if (reason.trim() !== '') freeze.mutate({ params, body: { reason: reason.trim() } })
  }
  return (
    <Dialog
      title={`Freeze “${item.name}”?`}
      description="For now nothing of it is given and nothing of it moves. The freeze can be ended at any time."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="freeze-item"
            variant="primary"
            isPending={freeze.isPending}
            disabled={reason.trim() === ''}
          >
            Freeze
          </Button>
        </>
      }
    >
      <Form id="freeze-item" problem={freeze.error} onSubmit={submit}>
        <Field label="Reason" error={freeze.error?.errorOf('reason')}>
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
