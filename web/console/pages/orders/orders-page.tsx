/** Orders and fills of all members, first the orders in doubt: only the game or staff can end those. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMay, useMembership } from '../../../app/community.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { NoPermission } from '../../../ui/states.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { FillList } from './fill-list.tsx'
import { ListingPanel } from './listing-panel.tsx'
import { MintPanel } from './mint-panel.tsx'
import { OrderList } from './order-list.tsx'

const ordersRoute = getRouteApi('/console/$community/orders')

export function OrdersPage() {
  const { communityName } = useMembership()
  const maySee = useMay('manage_market')
  const { tab, mint, listing, fill: _, ...filters } = ordersRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/orders' })
  const close = () => void navigate({ search: filters, resetScroll: false })
  return (
    <>
      <PageHeader
        title="Orders"
        place={communityName}
        sentence="What members sell, and what they sell out of games. In doubt are orders that the game was told of and did not answer in time: look there, then confirm or reject."
      />
      {maySee ? (
        <Tabs
          label="Orders"
          value={tab === 'fills' ? 'fills' : 'orders'}
          onChange={(chosen) =>
            void navigate({
              search: chosen === 'fills' ? { tab: 'fills' } : {},
              replace: true,
              resetScroll: false,
            })
          }
          tabs={[
            { value: 'orders', label: 'Orders', content: <OrderList /> },
            { value: 'fills', label: 'Fills', content: <FillList /> },
          ]}
        />
      ) : (
        <NoPermission what="the orders of all members" permission="manage_market" />
      )}
      {maySee && mint !== undefined && <MintPanel mintOrderId={mint} onClose={close} />}
      {maySee && listing !== undefined && tab !== 'fills' && (
        <ListingPanel listingId={listing} onClose={close} />
      )}
    </>
  )
}
