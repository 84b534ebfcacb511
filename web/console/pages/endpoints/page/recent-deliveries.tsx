/** What an endpoint was sent lately, and the way to all of it. */
import { useNavigate } from '@tanstack/react-router'
import { Inbox, ListTree } from 'lucide-react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { Section } from '../../../../ui/section.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import { Table } from '../../../../ui/table.tsx'
import { deliveriesColumns } from '../../deliveries/deliveries-columns.tsx'

const refreshMs = 2000
const recentCount = 10
const columns = deliveriesColumns.filter(({ key }) => key !== 'endpoint')

export function RecentDeliveries({ endpoint }: { endpoint: Pick<OutgoingEndpoint, 'id'> }) {
  const { communityId } = useCommunityParams()
  const navigate = useNavigate()
  const deliveries = useRead(
    'listDeliveries',
    { params: { communityId }, query: { endpointId: endpoint.id, limit: recentCount } },
    { refetchMs: refreshMs },
  )
  return (
    <Section
      title="Recent deliveries"
      isFlush
      actions={
        <ButtonLink
          size="small"
          icon={ListTree}
          to="/console/$community/deliveries"
          params={{ community: communityId }}
          search={{ endpoint: endpoint.id }}
        >
          All of them
        </ButtonLink>
      }
    >
      <Table
        label="recent deliveries"
        columns={columns}
        rows={deliveries.data?.data ?? []}
        keyOf={({ id }) => id}
        onOpen={({ id }) =>
          void navigate({
            to: '/console/$community/deliveries/$deliveryId',
            params: { community: communityId, deliveryId: id },
            search: { endpoint: endpoint.id },
          })
        }
        isPending={deliveries.isPending}
        skeletonRows={4}
        problem={deliveries.data === undefined ? deliveries.error : null}
        onRetry={() => void deliveries.refetch()}
        empty={
          <EmptyState icon={Inbox} title="Nothing sent yet">
            Each event of the chosen types stands here as soon as it happens. Send a test to see the first.
          </EmptyState>
        }
      />
    </Section>
  )
}
