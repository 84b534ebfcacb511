/** The newest replay, of one endpoint or of any, read often while it runs. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Replay } from '../../../../../contracts/replays.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { useNow } from '../../../../ui/relative-time.tsx'
import { deliveryReads } from '../delivery-reads.ts'

const pollMs = 5000
const progressPollMs = 1000
const resultShownMs = 3_600_000

export interface NewestReplay {
  /** The one to show: running, or ended lately and not hidden. */
  shown: Replay | undefined
  /** The one that runs or is paused. */
  running: Replay | undefined
  isPending: boolean
  hide: () => void
}

export function useReplay(endpointId: string | undefined, isEnabled = true): NewestReplay {
  const params = useCommunityParams()
  const input = { params, query: { limit: 1, ...(endpointId === undefined ? {} : { endpointId }) } }
  const replays = useRead('listReplays', input, { isEnabled })
  const newest = replays.data?.data[0]
  const isRunning = newest !== undefined && newest.endedAt === null
  useRead('listReplays', input, { isEnabled, refetchMs: isRunning ? progressPollMs : pollMs })
  useRefreshAtTheEnd(newest)
  const [hidden, setHidden] = useState<string | null>(null)
  const now = useNow()
  const isShown =
    newest !== undefined &&
    newest.id !== hidden &&
    (newest.endedAt === null || now.getTime() - Date.parse(newest.endedAt) < resultShownMs)
  return {
    shown: isShown ? newest : undefined,
    running: isRunning ? newest : undefined,
    isPending: isEnabled && replays.isPending,
    hide: () => setHidden(newest?.id ?? null),
  }
}

/** True once, until what stands above a list is there too: what stands below would jump. */
export function useFirstWait(isWaiting: boolean): boolean {
  const [isFirstWait, setFirstWait] = useState(isWaiting)
  useEffect(() => {
    if (!isWaiting) setFirstWait(false)
  }, [isWaiting])
  return isFirstWait
}

/** When a replay has ended, what it changed is read again. */
function useRefreshAtTheEnd(newest: Replay | undefined): void {
  const client = useQueryClient()
  const endedAt = newest?.endedAt ?? null
  useEffect(() => {
    if (endedAt === null) return
    for (const name of deliveryReads) void client.invalidateQueries({ queryKey: [name] })
  }, [client, endedAt])
}
