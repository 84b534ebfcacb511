/** Pauses an endpoint or lets it send again, with a note that says what that means. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { endpointReads } from '../endpoint-reads.ts'

/** What failed first happened before it did: some seconds, when much was waiting. What arrived is not sent again. */
const beforeTrouble = (at: string) => new Date(Date.parse(at) - 60_000).toISOString()

export function useActivation(endpoint: OutgoingEndpoint, onEnabled?: (since: string) => void) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const toast = useToast()
  const refreshes = [...endpointReads, 'listDeliveries'] as const
  const activate = useWrite('activateEndpoint', { refreshes })
  const pause = useWrite('pauseEndpoint', { refreshes })
  const change = (isPausing: boolean, isUndo = false) => {
    const write = isPausing ? pause : activate
    write.mutateAsync({ params }).then(
      () => {
        toast.done(
          isPausing ? `${endpoint.name} is paused: events are kept` : `${endpoint.name} is active again`,
          ...(isUndo || endpoint.state === 'disabled' ? [] : [() => change(!isPausing, true)]),
        )
        const troubleAt = endpoint.health.failingSince ?? endpoint.disabledAt
        if (endpoint.state === 'disabled' && troubleAt !== null) onEnabled?.(beforeTrouble(troubleAt))
      },
      (error: unknown) =>
        toast.failed(isPausing ? 'It could not be paused' : 'It could not be activated', error),
    )
  }
  return { change, isPending: activate.isPending || pause.isPending }
}
