/** That a receiver has not proved yet that it wants what it is sent, and another challenge for it. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { endpointReads } from '../endpoint-reads.ts'
import { takesEvents } from '../endpoint-state.rules.ts'

interface Props {
  endpoint: OutgoingEndpoint
  onSent: (deliveryId: string) => void
}

export function OwnershipNotice({ endpoint, onSent }: Props) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const toast = useToast()
  const ask = useWrite('askEndpointOwnership', { refreshes: [...endpointReads, 'listDeliveries'] })
  return (
    <Notice tone="warn" title="The receiver has not proved itself">
      <p>
        It was sent a <code className="font-mono text-12">webhook.verification</code> and has to answer its
        challenge, as the body or as <code className="font-mono text-12">challenge</code> of a JSON object.
        Until then it is sent one message a minute.
      </p>
      {takesEvents(endpoint) && (
        <p className="pt-2">
          <Button
            size="small"
            isPending={ask.isPending}
            onClick={() =>
              ask.mutate(
                { params },
                {
                  onSuccess: ({ id }) => onSent(id),
                  onError: (error) => toast.failed('The challenge could not be sent', error),
                },
              )
            }
          >
            Send another challenge
          </Button>
        </p>
      )}
    </Notice>
  )
}
