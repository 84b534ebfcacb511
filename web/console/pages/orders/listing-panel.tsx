/** One listing for staff: whose, how much was sold to whom, and taking it back in the seller's stead. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Listing } from '../../../../contracts/listings.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
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
import { isForSale, orderStates } from './order-words.rules.ts'

export function ListingPanel({ listingId, onClose }: { listingId: string; onClose: () => void }) {
  const params = { ...useCommunityParams(), listingId }
  const listing = useRead('getListing', { params })
  return (
    <SidePanel
      kind="Listing"
      title={listing.data?.itemName ?? 'Listing'}
      rowKey={listingId}
      onClose={onClose}
    >
      {listing.isPending ? (
        <SkeletonLines count={10} label="Loading the listing" />
      ) : listing.error ? (
        <ErrorState problem={listing.error} what="this listing" onRetry={() => void listing.refetch()} />
      ) : (
        <Details listing={listing.data} />
      )}
    </SidePanel>
  )
}

function Details({ listing }: { listing: Listing }) {
  const { communityId } = useCommunityParams()
  const [isAsking, setAsking] = useState(false)
  const amount = (value: number) => <Amount value={value} asset={listing.currency} look="balance" />
  const { word, tone } = orderStates[listing.state]
  return (
    <div className="flex flex-col gap-6">
      <DetailsList
        items={[
          { name: 'State', value: <Badge tone={tone}>{word}</Badge> },
          { name: 'Seller', value: listing.seller.label ?? 'Not here any more' },
          { name: 'Units', value: formatCount(listing.quantity) },
          { name: 'Sold', value: formatCount(listing.filled) },
          { name: 'For sale', value: formatCount(listing.remaining) },
          { name: 'Given back', value: formatCount(listing.returned) },
          { name: 'Price of one', value: amount(listing.unitPrice) },
          { name: 'Seller gets', value: <>at least {amount(listing.minimumTake)}</> },
          { name: 'Made', value: <RelativeTime at={listing.createdAt} /> },
          {
            name: listing.closedAt === null ? 'Until' : 'Ended',
            value: <RelativeTime at={listing.closedAt ?? listing.expiresAt} />,
          },
          { name: 'Number', value: <CopyableId id={listing.id} label="Copy the number of the listing" /> },
        ]}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {isForSale(listing.state) && (
          <Button variant="danger" onClick={() => setAsking(true)}>
            Take the listing back
          </Button>
        )}
        {listing.filled > 0 && (
          <Link
            to="/console/$community/orders"
            params={{ community: communityId }}
            search={{ tab: 'fills', listing: listing.id }}
            className="text-13 font-medium text-accent-text underline underline-offset-2 hover:no-underline"
          >
            What was sold of it
          </Link>
        )}
      </div>
      {isAsking && <TakeBackDialog listing={listing} onClose={() => setAsking(false)} />}
    </div>
  )
}

function TakeBackDialog({ listing, onClose }: { listing: Listing; onClose: () => void }) {
  const params = { ...useCommunityParams(), listingId: listing.id }
  const toast = useToast()
  const cancel = useWrite('cancelListing', {
    refreshes: ['listOrders', 'getListing', 'listMarket', 'getBook', 'listTransfers'],
    onDone: ({ returned, itemName }) => {
      onClose()
      toast.done(`${unitsOf(returned)} of ${itemName} went back to the seller`)
    },
  })
  return (
    <ConfirmDialog
      question={`Take back the listing of ${listing.itemName}?`}
      consequence={`${unitsOf(listing.remaining)} go back to ${listing.seller.label ?? 'the seller'} at once. What was sold stays sold. The audit log names you.`}
      verb="Take it back"
      isPending={cancel.isPending}
      problem={cancel.error}
      onConfirm={() => cancel.mutate({ params })}
      onClose={onClose}
    />
  )
}
