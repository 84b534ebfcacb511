/** Deletes an endpoint after its name was typed; what it was sent stays readable. */
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Section } from '../../../../ui/section.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { TypedConfirmDialog } from '../../../typed-confirm-dialog.tsx'

export function DeleteSettings({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <Section title="Delete">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[56ch] text-13 text-ink-2">
          It is sent nothing more, and what waits is canceled. What was sent stays under Deliveries. To stop
          it for a while, pause it instead.
        </p>
        <Button icon={Trash2} variant="danger" onClick={() => setAsking(true)}>
          Delete this outgoing webhook
        </Button>
      </div>
      {isAsking && <DeleteDialog endpoint={endpoint} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function DeleteDialog({ endpoint, onClose }: { endpoint: OutgoingEndpoint; onClose: () => void }) {
  const { communityId } = useCommunityParams()
  const navigate = useNavigate()
  const toast = useToast()
  const remove = useWrite('deleteEndpoint', {
    refreshes: ['listEndpoints', 'listDeliveries'],
    onDone: () => {
      toast.done(`${endpoint.name} was deleted`)
      void navigate({ to: '/console/$community/endpoints', params: { community: communityId } })
    },
  })
  return (
    <TypedConfirmDialog
      verb="Delete"
      name={endpoint.name}
      description="Its secrets are gone and what waits for it is canceled. This cannot be undone."
      write={remove}
      onConfirm={() => remove.mutate({ params: { communityId, endpointId: endpoint.id } })}
      onClose={onClose}
    />
  )
}
