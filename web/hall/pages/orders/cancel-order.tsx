/** Takes an order back: what is left of a listing returns at once, and what is still in the game stays there. */
import type { Order } from '../../../../contracts/fills.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { tradingReads } from '../trading/trading-reads.ts'
import { type CanceledOrder, isMint } from './cancel-orders.rules.ts'
import { useCancelOrder } from './use-cancel-order.ts'

export function CancelOrder({ order }: { order: Order }) {
  const toast = useToast()
  const { cancelOrder, isPending } = useCancelOrder(tradingReads)
  const done = ({ quantity }: CanceledOrder) => {
    const became = isMint(order) ? 'stay in the game' : 'came back'
    toast.done(`${unitsOf(quantity)} of ${order.itemName} ${became}`)
  }
  return (
    <Button
      size="small"
      aria-label={`Cancel the sale of ${order.itemName}`}
      isPending={isPending}
      onClick={() =>
        void cancelOrder(order).then(done, (error: unknown) =>
          toast.failed('The order could not be canceled', error),
        )
      }
    >
      Cancel
    </Button>
  )
}
