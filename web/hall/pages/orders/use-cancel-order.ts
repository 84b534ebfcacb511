/** Cancels one order, whichever kind it is, and says how many units that freed. */
import type { Order } from '../../../../contracts/fills.ts'
import { randomKey } from '../../../api/call.ts'
import type { EndpointName } from '../../../api/contract-types.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { type CanceledOrder, isMint } from './cancel-orders.rules.ts'

/** `refreshes`: what is read again after each; nothing where many are canceled and it is done once for all. */
export function useCancelOrder(refreshes: readonly EndpointName[] = []) {
  const { communityId } = useCommunityParams()
  const listing = useWrite('cancelListing', { refreshes })
  const mint = useWrite('cancelMintOrder', { refreshes })
  return {
    isPending: listing.isPending || mint.isPending,
    async cancelOrder(order: Order, idempotencyKey = randomKey()): Promise<CanceledOrder> {
      if (isMint(order)) {
        const params = { communityId, mintOrderId: order.id }
        const { quantity } = await mint.mutateAsync({ params, idempotencyKey })
        return { order, quantity }
      }
      const params = { communityId, listingId: order.id }
      const { returned } = await listing.mutateAsync({ params, idempotencyKey })
      return { order, quantity: returned }
    },
  }
}
