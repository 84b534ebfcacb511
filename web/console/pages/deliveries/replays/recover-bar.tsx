/** On the page of an endpoint: sends it what it never got since a moment, and shows how far that is. */
import { History } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { Button } from '../../../../ui/button.tsx'
import { ReplayProgress } from './replay-progress.tsx'
import type { NewestReplay } from './use-replay.ts'

const ReplayDialog = lazy(async () => ({ default: (await import('./replay-dialog.tsx')).ReplayDialog }))

const dayMs = 86_400_000
/** The longest that a replay goes back, with room for the time that somebody thinks about it. */
const daysBackMax = 13.9

interface Props {
  endpoint: OutgoingEndpoint
  replay: NewestReplay
  /** Since when the dialog asks; null while it is closed. */
  since: string | null
  onSince: (since: string | null) => void
}

export function RecoverBar({ endpoint, replay, since, onSince }: Props) {
  const isOffered = endpoint.state === 'active' && replay.running === undefined
  return (
    <>
      {replay.shown && <ReplayProgress replay={replay.shown} onDismiss={replay.hide} />}
      {isOffered && (
        <div>
          <Button icon={History} onClick={() => onSince(new Date(Date.now() - dayMs).toISOString())}>
            Recover since…
          </Button>
        </div>
      )}
      {since !== null && isOffered && (
        <Suspense>
          <ReplayDialog
            title={`Recover: ${endpoint.name}`}
            description="Every event that it wants now and never got is sent: what failed or was canceled, and what happened while it was disabled or not there."
            filter={{ kind: 'missed', endpointId: endpoint.id }}
            since={notTooEarly(since)}
            onClose={() => onSince(null)}
          />
        </Suspense>
      )}
    </>
  )
}

function notTooEarly(since: string): string {
  const earliest = Date.now() - daysBackMax * dayMs
  return new Date(Math.max(earliest, Date.parse(since))).toISOString()
}
