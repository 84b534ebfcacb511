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
    <p role="status" className="flex items-center gap-2 text-13 text-ink-2">
      <LoaderCircle aria-hidden className="size-4 animate-spin text-accent-text" />
      Waiting for the next request…
    </p>
  )
}
