/** What repairs of a webhook would cover, and the newest one, read often while it runs. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Repair, RepairOrder } from '../../../../../contracts/repairs.ts'
import type { Answer } from '../../../../api/contract-types.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { receiptReads } from '../receipt-reads.ts'

const countPollMs = 5000
const progressPollMs = 1000

export type Moments = Pick<RepairOrder, 'from' | 'to'>

export interface Repairs {
  counts: Answer<'getRepairCounts'> | undefined
  latest: Repair | undefined
  /** True once, until the first answers are there: what stands below would jump. */
  isFirstWait: boolean
}

export function useRepairs(webhookId: string | undefined, moments: Moments, mayAsk: boolean): Repairs {
  const community = useCommunityParams()
  const params = { ...community, webhookId: webhookId ?? '' }
  const isEnabled = mayAsk && webhookId !== undefined
  const counts = useRead('getRepairCounts', { params, query: moments }, { isEnabled, refetchMs: countPollMs })
  const newest = { params, query: { limit: 1 } }
  const repairs = useRead('listRepairs', newest, { isEnabled })
  const latest = isEnabled ? repairs.data?.data[0] : undefined
  const isWorking = latest !== undefined && latest.endedAt === null
  useRead('listRepairs', newest, { isEnabled, refetchMs: isWorking ? progressPollMs : countPollMs })
  useRefreshAtTheEnd(latest)
  // The bar asks for them too: what it offers depends on the mapping.
  const webhooks = useRead(
    'listIncomingWebhooks',
    { params: community, query: { limit: 200 } },
    { isEnabled },
  )

  const isWaiting = isEnabled && (counts.isPending || repairs.isPending || webhooks.isPending)
  const [isFirstWait, setFirstWait] = useState(isWaiting)
  useEffect(() => {
    if (!isWaiting) setFirstWait(false)
  }, [isWaiting])
  return { counts: isEnabled ? counts.data : undefined, latest, isFirstWait }
}

/** When a repair has ended, what it changed is read again. */
function useRefreshAtTheEnd(latest: Repair | undefined): void {
  const client = useQueryClient()
  const endedAt = latest?.endedAt ?? null
  useEffect(() => {
    if (endedAt === null) return
    for (const name of [...receiptReads, 'getRepairCounts']) {
      void client.invalidateQueries({ queryKey: [name] })
    }
  }, [client, endedAt])
}
