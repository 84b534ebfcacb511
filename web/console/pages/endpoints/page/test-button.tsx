/** Sends the event `endpoint.tested`, or the example of another one, to this endpoint alone. */
import { Send } from 'lucide-react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { endpointReads } from '../endpoint-reads.ts'
import { takesEvents } from '../endpoint-state.rules.ts'
import { ExampleMenu } from './example-menu.tsx'

interface Props {
  endpoint: OutgoingEndpoint
  onSent: (deliveryId: string) => void
}

export function TestButton({ endpoint, onSent }: Props) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const toast = useToast()
  const send = useWrite('sendTestDelivery', { refreshes: [...endpointReads, 'listDeliveries'] })
  const isActive = takesEvents(endpoint)
  return (
    <span className="inline-flex items-center gap-1">
      <Button
        variant="primary"
        icon={Send}
        isPending={send.isPending}
        disabled={!isActive}
        title={isActive ? undefined : 'Resume or enable it first'}
        onClick={() =>
          send.mutate(
            { params },
            {
              onSuccess: ({ id }) => onSent(id),
              onError: (error) => toast.failed('The test could not be sent', error),
            },
          )
        }
      >
        Send a test
      </Button>
      <ExampleMenu endpoint={endpoint} onSent={onSent} />
    </span>
  )
}
