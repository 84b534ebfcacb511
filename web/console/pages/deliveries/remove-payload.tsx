/** Removes what an event told, for good and after asking once. */
import { Eraser } from 'lucide-react'
import { useState } from 'react'
import type { Answer } from '../../../api/contract-types.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { deliveryReads } from './delivery-reads.ts'

export function RemovePayload({ delivery }: { delivery: Answer<'getDelivery'> }) {
  const params = { ...useCommunityParams(), deliveryId: delivery.id }
  const toast = useToast()
  const [isAsking, ask] = useState(false)
  const remove = useWrite('removePayload', {
    refreshes: deliveryReads,
    onDone: () => {
      ask(false)
      toast.done('The payload is removed')
    },
  })
  if (delivery.payloadRemoved !== null || delivery.status === 'pending') return null
  return (
    <div>
      <Button icon={Eraser} onClick={() => ask(true)}>
        Remove the payload
      </Button>
      {isAsking && (
        <ConfirmDialog
          question="Remove the payload for good?"
          consequence="The body of this event and what receivers answered to it are deleted, of every delivery of the event. It cannot be sent again. That it was sent, when and how it went stays. This cannot be undone."
          verb="Remove it"
          isPending={remove.isPending}
          problem={remove.error}
          onConfirm={() => remove.mutate({ params })}
          onClose={() => ask(false)}
        />
      )}
    </div>
  )
}
