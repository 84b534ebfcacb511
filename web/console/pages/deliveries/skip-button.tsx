/** Skips a delivery that waits, after asking once: it is never sent by itself, and what waits behind it goes on. */
import { SkipForward } from 'lucide-react'
import { useState } from 'react'
import type { Delivery } from '../../../../contracts/deliveries.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { deliveryReads } from './delivery-reads.ts'

export function SkipButton({ delivery }: { delivery: Delivery }) {
  const params = { ...useCommunityParams(), deliveryId: delivery.id }
  const toast = useToast()
  const [isAsking, ask] = useState(false)
  const skip = useWrite('cancelDelivery', {
    refreshes: deliveryReads,
    onDone: () => {
      ask(false)
      toast.done('It is skipped')
    },
  })
  return (
    <>
      <Button icon={SkipForward} onClick={() => ask(true)}>
        Skip
      </Button>
      {isAsking && (
        <ConfirmDialog
          question={`Skip “${delivery.eventType}” for ${delivery.endpointName}?`}
          consequence="It is canceled and not sent by itself any more; where events go in order, those behind it follow. You can still send it again by hand."
          verb="Skip it"
          isPending={skip.isPending}
          problem={skip.error}
          onConfirm={() => skip.mutate({ params })}
          onClose={() => ask(false)}
        />
      )}
    </>
  )
}
