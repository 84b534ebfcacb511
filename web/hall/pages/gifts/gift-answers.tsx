/** What I can do with a gift that waits: accept or reject one for me, take back one of mine. */
import type { Gift } from '../../../../contracts/gifts.ts'
import { useWrite } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { giftReads } from './gift-reads.ts'
import { isSent } from './gift-words.rules.ts'

export function GiftAnswers({ gift }: { gift: Gift }) {
  const { memberId } = useMembership()
  if (gift.state !== 'offered') return null
  return isSent(gift, memberId) ? <TakeBack gift={gift} /> : <Answers gift={gift} />
}

function TakeBack({ gift }: { gift: Gift }) {
  const { communityId } = useMembership()
  const toast = useToast()
  const cancel = useWrite('cancelGift', {
    refreshes: giftReads,
    onDone: () => toast.done(`${unitsOf(gift.quantity)} of ${gift.itemName} came back`),
  })
  return (
    <Button
      size="small"
      aria-label={`Cancel the gift of ${gift.itemName}`}
      isPending={cancel.isPending}
      onClick={() =>
        cancel.mutate(
          { params: { communityId, giftId: gift.id } },
          { onError: (error) => toast.failed('The gift could not be taken back', error) },
        )
      }
    >
      Cancel
    </Button>
  )
}

function Answers({ gift: { id, quantity, itemName, fromLabel } }: { gift: Gift }) {
  const input = { params: { communityId: useMembership().communityId, giftId: id } }
  const toast = useToast()
  const units = `${unitsOf(quantity)} of ${itemName}`
  const accept = useWrite('acceptGift', {
    refreshes: giftReads,
    onDone: () => toast.done(`${units} ${quantity === 1 ? 'is' : 'are'} yours`),
  })
  const reject = useWrite('rejectGift', {
    refreshes: giftReads,
    onDone: () => toast.done(`${units} went back to ${fromLabel}`),
  })
  const failed = (what: string) => ({ onError: (error: unknown) => toast.failed(what, error) })
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <Button
        size="small"
        aria-label={`Reject the gift of ${itemName}`}
        isPending={reject.isPending}
        disabled={accept.isPending}
        onClick={() => reject.mutate(input, failed('The gift could not be rejected'))}
      >
        Reject
      </Button>
      <Button
        size="small"
        variant="primary"
        aria-label={`Accept the gift of ${itemName}`}
        isPending={accept.isPending}
        disabled={reject.isPending}
        onClick={() => accept.mutate(input, failed('The gift could not be accepted'))}
      >
        Accept
      </Button>
    </span>
  )
}
