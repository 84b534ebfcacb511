/** My orders: what I have for sale, and what I bought and sold. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Store } from 'lucide-react'
import { useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { MyFills } from './my-fills.tsx'
import { MyListings } from './my-listings.tsx'

const ordersRoute = getRouteApi('/hall/$community/orders')

export function OrdersPage() {
  const { communityId, communityName } = useMembership()
  const { tab } = ordersRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/orders' })
  return (
    <>
      <PageHeader
        title="My orders"
        place={communityName}
        sentence="What you have for sale, and what you bought and sold."
        secondary={
          <ButtonLink to="/hall/$community/market" params={{ community: communityId }} icon={Store}>
            Market
          </ButtonLink>
        }
      />
      <Tabs
        label="My orders"
        value={tab === 'fills' ? 'fills' : 'listings'}
        onChange={(chosen) =>
          void navigate({
            search: chosen === 'fills' ? { tab: 'fills' } : {},
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          { value: 'listings', label: 'Listings', content: <MyListings /> },
          { value: 'fills', label: 'Bought and sold', content: <MyFills /> },
        ]}
      />
    </>
  )
}
