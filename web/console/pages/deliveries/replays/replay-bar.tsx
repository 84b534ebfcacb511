/** Above Deliveries: everything that the filter shows can be sent again, and the replay that does so. */
import { RotateCw } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ReplayFilter } from '../../../../../contracts/replays.ts'
import { Button } from '../../../../ui/button.tsx'
import type { queryOf } from '../deliveries-query.rules.ts'
import { ReplayProgress } from './replay-progress.tsx'
import type { NewestReplay } from './use-replay.ts'

const ReplayDialog = lazy(async () => ({ default: (await import('./replay-dialog.tsx')).ReplayDialog }))

const daysBack = 13

export function ReplayBar({ query, replay }: { query: ReturnType<typeof queryOf>; replay: NewestReplay }) {
  const [since, setSince] = useState<string | null>(null)
  const { status, ...rest } = query
  const filter: Omit<ReplayFilter, 'from'> = {
    kind: 'deliveries',
    ...rest,
    ...(status === undefined || status === 'pending' ? {} : { status }),
  }
  // One at a time for an endpoint, and one for all of them.
  const isTaken = replay.running !== undefined && replay.running.endpointId === (query.endpointId ?? null)
  const isOffered = status !== 'pending' && !isTaken
  if (!isOffered && !replay.shown) return null
  return (
    <div className="mb-4 flex flex-col gap-3">
      {replay.shown && <ReplayProgress replay={replay.shown} onDismiss={replay.hide} />}
      {isOffered && (
        <div>
          <Button
            icon={RotateCw}
            onClick={() => setSince(new Date(Date.now() - daysBack * 86_400_000).toISOString())}
          >
            Replay all of this filter…
          </Button>
        </div>
      )}
      {since !== null && (
        <Suspense>
          <ReplayDialog
            title="Replay all of this filter"
            description="Each delivery that has ended and fits is sent once more, oldest first, under the same webhook-id."
            filter={filter}
            since={since}
            onClose={() => setSince(null)}
          />
        </Suspense>
      )}
    </div>
  )
}
