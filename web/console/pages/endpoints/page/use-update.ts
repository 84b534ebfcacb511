/** Changes an endpoint on the revision that is shown, and says that it did. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { tagOf } from '../../../../api/call.ts'
import type { Body } from '../../../../api/contract-types.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { endpointReads } from '../endpoint-reads.ts'

export function useUpdate(endpoint: OutgoingEndpoint, said: string, onDone?: () => void) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const toast = useToast()
  const update = useWrite('updateEndpoint', {
    refreshes: endpointReads,
    onDone: () => {
      toast.done(said)
      onDone?.()
    },
  })
  return {
    isPending: update.isPending,
    problem: update.error,
    save: (body: Body<'updateEndpoint'>) => update.mutate({ params, body, ifMatch: tagOf(endpoint) }),
  }
}
