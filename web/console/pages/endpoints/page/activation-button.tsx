/** Pauses an endpoint, resumes it, or enables it after it was disabled. */
import { Pause, Play } from 'lucide-react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Button } from '../../../../ui/button.tsx'
import { takesEvents } from '../endpoint-state.rules.ts'
import { useActivation } from './use-activation.ts'

const words = { active: 'Pause', listening: 'Pause', paused: 'Resume', disabled: 'Enable' } as const

interface Props {
  endpoint: OutgoingEndpoint
  /** Told since when it had been disabled: what was missed can be sent now. */
  onEnabled?: (since: string) => void
}

export function ActivationButton({ endpoint, onEnabled }: Props) {
  const { change, isPending } = useActivation(endpoint, onEnabled)
  const isActive = takesEvents(endpoint)
  return (
    <Button icon={isActive ? Pause : Play} isPending={isPending} onClick={() => change(isActive)}>
      {words[endpoint.state]}
    </Button>
  )
}
