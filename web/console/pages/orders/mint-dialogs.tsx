/** Staff decide a mint order in the game's stead: both ways are for good, and say what becomes of the units. */
import type { MintOrder } from '../../../../contracts/mint-orders.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ReasonDialog } from '../../../ui/reason-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { unitsOf } from '../apps/items/units/units.rules.ts'

interface Props {
  order: MintOrder
  onClose: () => void
}

const refreshes = ['listOrders', 'getMintOrder', 'listTransfers', 'listSupplies', 'listMarket'] as const
const whatOf = ({ quantity, itemName }: MintOrder) => `${unitsOf(quantity)} of ${itemName}`

export function ConfirmMintDialog({ order, onClose }: Props) {
  const params = { ...useCommunityParams(), mintOrderId: order.id }
  const toast = useToast()
  const confirm = useWrite('confirmMintOrder', {
    refreshes,
    onDone: () => {
      onClose()
      toast.done('The order is confirmed')
    },
  })
  const isListed = order.listOnConfirm && order.state === 'requested'
  return (
    <ConfirmDialog
      question={`Confirm the order of ${whatOf(order)}?`}
      consequence={`Do so when they have left the game. They are issued here for good, and ${isListed ? 'put up for sale' : 'go to the inventory of the member'}.`}
      verb="Confirm the order"
      isPending={confirm.isPending}
      problem={confirm.error}
      onConfirm={() => confirm.mutate({ params })}
      onClose={onClose}
    />
  )
}

export function RejectMintDialog({ order, onClose }: Props) {
  const params = { ...useCommunityParams(), mintOrderId: order.id }
  const toast = useToast()
  const reject = useWrite('rejectMintOrder', {
    refreshes,
    onDone: () => {
      onClose()
      toast.done('The order is rejected')
    },
  })
  return (
    <ReasonDialog
      title={`Reject the order of ${whatOf(order)}?`}
      consequence="Do so when they are still in the game, and stay there. Nothing is issued here."
      verb="Reject the order"
      hint="Shown to the member."
      isPending={reject.isPending}
      problem={reject.error}
      onReason={(reason) => reject.mutate({ params, body: { reason } })}
      onClose={onClose}
    />
  )
}
