/** Takes a listing back: what is left of it returns at once. */
import type { Order } from '../../../../contracts/fills.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { tradingReads } from '../trading/trading-reads.ts'

export function CancelOrder({ order }: { order: Order }) {
  const params = { ...useCommunityParams(), listingId: order.id }
  const toast = useToast()
  const cancel = useWrite('cancelListing', {
    refreshes: tradingReads,
    onDone: ({ returned }) => toast.done(`${unitsOf(returned)} of ${order.itemName} came back`),
  })
  return (
    <Button
      size="small"
      aria-label={`Cancel the sale of ${order.itemName}`}
      isPending={cancel.isPending}
      onClick={() =>
        cancel.mutate(
          { params },
          { onError: (error) => toast.failed('The listing could not be taken back', error) },
        )
      }
    >
      Cancel
    </Button>
  )
}
