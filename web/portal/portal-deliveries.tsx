/** Everything that the receiver was sent or waits for, newest first. */
import { Inbox } from 'lucide-react'
import type { OutgoingEndpoint } from '../../contracts/outgoing.ts'
import { usePages } from '../api/queries.ts'
import { useCommunityParams } from '../app/community.tsx'
import { deliveriesColumns } from '../console/pages/deliveries/deliveries-columns.tsx'
import { ListSection } from '../ui/list-section.tsx'
import { EmptyState } from '../ui/states.tsx'

const refreshMs = 2000
const columns = deliveriesColumns.filter(({ key }) => key !== 'endpoint')

interface Props {
  endpoint: OutgoingEndpoint
  openId: string | undefined
  onOpen: (deliveryId: string) => void
}

export function PortalDeliveries({ endpoint, openId, onOpen }: Props) {
  const params = useCommunityParams()
  const input = { params, query: { endpointId: endpoint.id } }
  const pages = usePages('listDeliveries', input, { refetchMs: refreshMs })
  return (
    <ListSection
      name="portal-deliveries"
      label="deliveries"
      columns={columns}
      pages={pages}
      keyOf={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      openKey={openId}
      empty={
        <EmptyState icon={Inbox} title="Nothing sent yet">
          Each event stands here as soon as it happens. Send a test to see the first.
        </EmptyState>
      }
    />
  )
}
