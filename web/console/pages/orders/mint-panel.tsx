/** One mint order for staff: whose, how far, what came of each attempt to tell the game, and the decision. */
import { useState } from 'react'
import type { MintOrderWithAttempts } from '../../../../contracts/mint-orders.ts'
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { MergeAttempts } from '../merges/merge-attempts.tsx'
import { ConfirmMintDialog, RejectMintDialog } from './mint-dialogs.tsx'
import { isUndecided, orderStates } from './order-words.rules.ts'

interface Props {
  mintOrderId: string
  onClose: () => void
}

export function MintPanel({ mintOrderId, onClose }: Props) {
  const params = { ...useCommunityParams(), mintOrderId }
  const order = useRead('getMintOrder', { params })
  return (
    <SidePanel
      kind="Order from the game"
      title={order.data?.itemName ?? 'Order from the game'}
      rowKey={mintOrderId}
      onClose={onClose}
    >
      {order.isPending ? (
        <SkeletonLines count={10} label="Loading the order" />
      ) : order.error ? (
        <ErrorState problem={order.error} what="this order" onRetry={() => void order.refetch()} />
      ) : (
        <Details order={order.data} />
      )}
    </SidePanel>
  )
}

function Details({ order }: { order: MintOrderWithAttempts }) {
  const [deciding, setDeciding] = useState<'confirm' | 'reject' | null>(null)
  const close = () => setDeciding(null)
  const { word, tone } = orderStates[order.state]
  return (
    <div className="flex flex-col gap-6">
      <DetailsList
        items={[
          { name: 'State', value: <Badge tone={tone}>{word}</Badge> },
          { name: 'Units', value: formatCount(order.quantity) },
          {
            name: 'Price of one',
            value: <Amount value={order.unitPrice} asset={order.currency} look="balance" />,
          },
          { name: 'Member', value: order.memberLabel ?? 'Not here any more' },
          { name: 'Asked for', value: <RelativeTime at={order.createdAt} /> },
          { name: 'Due', value: <RelativeTime at={order.confirmBy} /> },
          {
            name: 'Confirmed by',
            value: order.confirmMode === 'on_2xx' ? 'An answer of 2xx to the webhook' : 'A call of the game',
          },
          {
            name: 'Then',
            value:
              order.listOnConfirm && order.state !== 'overdue'
                ? 'The units are put up for sale'
                : 'The units go to the inventory',
          },
          ...(order.decidedAt === null
            ? []
            : [
                {
                  name: 'Ended',
                  value: (
                    <>
                      <RelativeTime at={order.decidedAt} />
                      {order.decidedBy !== null && `, by ${order.decidedBy}`}
                    </>
                  ),
                },
              ]),
          ...(order.reason === null ? [] : [{ name: 'Reason', value: order.reason }]),
          ...(order.listingId === null
            ? []
            : [
                {
                  name: 'Listing',
                  value: <CopyableId id={order.listingId} label="Copy the number of the listing" />,
                },
              ]),
          { name: 'Number', value: <CopyableId id={order.id} label="Copy the number of the order" /> },
        ]}
      />
      {isUndecided(order.state) && (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => setDeciding('confirm')}>
            Confirm
          </Button>
          <Button onClick={() => setDeciding('reject')}>Reject</Button>
        </div>
      )}
      <MergeAttempts attempts={order.attempts} />
      {deciding === 'confirm' && <ConfirmMintDialog order={order} onClose={close} />}
      {deciding === 'reject' && <RejectMintDialog order={order} onClose={close} />}
    </div>
  )
}
