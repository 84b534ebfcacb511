/** Catch: takes the newest request as the sample, or waits for the next one and says so. */
import { LoaderCircle, Radar, X } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import type { Sampling } from './use-sample.ts'

export function CatchButton({ sampling }: { sampling: Sampling }) {
  if (sampling.isWaiting) {
    return (
      <Button icon={X} onClick={sampling.stopWaiting}>
        Stop waiting
      </Button>
    )
  }
  return (
    <Button
      icon={Radar}
      variant={sampling.sample === null ? 'primary' : 'secondary'}
      onClick={sampling.catchNewest}
    >
      Catch
    </Button>
  )
}

export function WaitingLine() {
  return (
    <span role="status" className="inline-flex items-center gap-1 text-accent-text">
      <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
      Waiting for the next request…
    </span>
  )
}
