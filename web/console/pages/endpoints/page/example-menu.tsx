/** Sends the example of an event, as the catalog shows it, to this endpoint alone. */
import { ChevronDown } from 'lucide-react'
import type { AppEventType } from '../../../../../contracts/endpoint-wire.ts'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Menu, MenuHeading, MenuItem } from '../../../../ui/menu.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { endpointReads } from '../endpoint-reads.ts'
import { takesEvents } from '../endpoint-state.rules.ts'

interface Props {
  endpoint: OutgoingEndpoint
  onSent: (deliveryId: string) => void
}

export function ExampleMenu({ endpoint, onSent }: Props) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const toast = useToast()
  const catalog = useRead('listEventTypes', {})
  const send = useWrite('sendExampleDelivery', { refreshes: [...endpointReads, 'listDeliveries'] })
  const types = (catalog.data?.data ?? []).filter(
    ({ name, isSubscribable, communityStyleName }) =>
      isSubscribable && !name.endsWith('*') && isSentIn(endpoint.style, name, communityStyleName),
  )
  const sendExample = (type: string) =>
    send.mutate(
      { params, body: { type } },
      {
        onSuccess: ({ id }) => onSent(id),
        onError: (error) => toast.failed('The example could not be sent', error),
      },
    )
  return (
    <Menu
      label="Examples"
      trigger={
        <IconButton
          label="Send an example"
          icon={ChevronDown}
          disabled={!takesEvents(endpoint) || send.isPending}
        />
      }
    >
      <MenuHeading>Send the example of</MenuHeading>
      {types.map(({ name }) => (
        <MenuItem key={name} onSelect={() => sendExample(name)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  )
}

const appEvents: Record<AppEventType, true> = {
  'inventory.changed': true,
  'active_time.changed': true,
  'merge.requested': true,
  'sell_order.created': true,
  'mint_order.requested': true,
}

/** The webhook of an app is sent the events of apps. */
function isSentIn(
  style: OutgoingEndpoint['style'],
  name: string,
  communityStyleName: string | null,
): boolean {
  if (style === 'standard') return true
  return style === 'fingi' ? name in appEvents : communityStyleName !== null
}
