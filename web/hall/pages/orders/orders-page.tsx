/** My orders: what I have for sale, what I bought and sold, and gifts both ways. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Store } from 'lucide-react'
import { useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { MyFills } from './my-fills.tsx'
import { MyGifts } from './my-gifts.tsx'
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
        sentence="What you have for sale, what you bought and sold, and gifts."
        secondary={
          <ButtonLink to="/hall/$community/market" params={{ community: communityId }} icon={Store}>
            Market
          </ButtonLink>
        }
      />
      <Tabs
        label="My orders"
        value={tab === 'fills' || tab === 'gifts' ? tab : 'listings'}
        onChange={(chosen) =>
          void navigate({
            search: chosen === 'listings' ? {} : { tab: chosen },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          { value: 'listings', label: 'Listings', content: <MyListings /> },
          { value: 'fills', label: 'Bought and sold', content: <MyFills /> },
          { value: 'gifts', label: 'Gifts', content: <MyGifts /> },
        ]}
      />
    </>
  )
}
