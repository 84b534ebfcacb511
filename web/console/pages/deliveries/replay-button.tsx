/** Sends a delivery that has ended once more; the receiver sees the same `webhook-id`. */
import { RotateCw } from 'lucide-react'
import type { Delivery } from '../../../../contracts/deliveries.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { deliveryReads } from './delivery-reads.ts'

export function ReplayButton({ delivery }: { delivery: Delivery }) {
  const params = { ...useCommunityParams(), deliveryId: delivery.id }
  const toast = useToast()
  const replay = useWrite('replayDelivery', { refreshes: deliveryReads })
  return (
    <Button
      icon={RotateCw}
      variant={delivery.status === 'failed' ? 'primary' : 'secondary'}
      isPending={replay.isPending}
      onClick={() =>
        replay.mutate(
          { params },
          {
            onSuccess: () => toast.done('It is sent once more'),
            onError: (error) => toast.failed('It could not be sent again', error),
          },
        )
      }
    >
      Send again
    </Button>
  )
}
