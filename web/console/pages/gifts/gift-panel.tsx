/** One gift for staff: from whom to whom, how far it is, and taking it back. */
import { useState } from 'react'
import type { Gift } from '../../../../contracts/gifts.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { unitsOf } from '../apps/items/units/units.rules.ts'
import { giftStates } from './gift-words.rules.ts'

export function GiftPanel({ giftId, onClose }: { giftId: string; onClose: () => void }) {
  const params = { ...useCommunityParams(), giftId }
  const gift = useRead('getGift', { params })
  return (
    <SidePanel kind="Gift" title={gift.data?.itemName ?? 'Gift'} rowKey={giftId} onClose={onClose}>
      {gift.isPending ? (
        <SkeletonLines count={9} label="Loading the gift" />
      ) : gift.error ? (
        <ErrorState problem={gift.error} what="this gift" onRetry={() => void gift.refetch()} />
      ) : (
        <Details gift={gift.data} />
      )}
    </SidePanel>
  )
}

function Details({ gift }: { gift: Gift }) {
  const [isAsking, setAsking] = useState(false)
  const { word, tone } = giftStates[gift.state]
  return (
    <div className="flex flex-col gap-6">
      <DetailsList
        items={[
          { name: 'State', value: <Badge tone={tone}>{word}</Badge> },
          { name: 'From', value: gift.fromLabel },
          { name: 'To', value: gift.toLabel },
          { name: 'Units', value: formatCount(gift.quantity) },
          ...(gift.tier === 'default' ? [] : [{ name: 'Tier', value: gift.tier }]),
          ...(gift.message === '' ? [] : [{ name: 'Message', value: gift.message }]),
          { name: 'Offered', value: <RelativeTime at={gift.createdAt} /> },
          gift.endedAt === null
            ? { name: 'Until', value: <RelativeTime at={gift.expiresAt} /> }
            : { name: 'Ended', value: <RelativeTime at={gift.endedAt} /> },
          { name: 'Number', value: <CopyableId id={gift.id} label="Copy the number of the gift" /> },
        ]}
      />
      {gift.state === 'offered' && (
        <div>
          <Button variant="danger" onClick={() => setAsking(true)}>
            Take the gift back
          </Button>
        </div>
      )}
      {isAsking && <TakeBackDialog gift={gift} onClose={() => setAsking(false)} />}
    </div>
  )
}

function TakeBackDialog({ gift, onClose }: { gift: Gift; onClose: () => void }) {
  const params = { ...useCommunityParams(), giftId: gift.id }
  const toast = useToast()
  const cancel = useWrite('cancelGift', {
    refreshes: ['listGifts', 'getGift', 'getInventory', 'listTransfers'],
    onDone: () => {
      onClose()
      toast.done(`${unitsOf(gift.quantity)} of ${gift.itemName} went back to ${gift.fromLabel}`)
    },
  })
  return (
    <ConfirmDialog
      question={`Take back the gift of ${gift.itemName}?`}
      consequence={`${unitsOf(gift.quantity)} go back to ${gift.fromLabel} at once, and ${gift.toLabel} can no longer accept.`}
      verb="Take it back"
      isPending={cancel.isPending}
      problem={cancel.error}
      onConfirm={() => cancel.mutate({ params })}
      onClose={onClose}
    />
  )
}
