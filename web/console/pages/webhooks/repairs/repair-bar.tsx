/** Above Histories of one webhook: what can be done with all of its requests at once, and what is being done. */
import { useQueryClient } from '@tanstack/react-query'
import { CheckCheck, History, RotateCcw, Trash2, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RepairKind } from '../../../../../contracts/repairs.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { useNow } from '../../../../ui/relative-time.tsx'
import { receiptReads } from '../receipt-reads.ts'
import { RepairDialog } from './repair-dialog.tsx'
import { RepairProgress } from './repair-progress.tsx'
import { offerWords } from './repair-words.rules.ts'
import { RepairsDialog } from './repairs-dialog.tsx'

interface Props {
  webhookId: string
  status?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const countPollMs = 5000
const progressPollMs = 1000
const resultShownMs = 3_600_000

const offers: readonly { kind: RepairKind; count: 'failed' | 'applied' | 'waiting'; status: string }[] = [
  { kind: 'rerun', count: 'failed', status: 'failed' },
  { kind: 'apply', count: 'waiting', status: 'pending' },
  { kind: 'discard', count: 'waiting', status: 'pending' },
  { kind: 'undo', count: 'applied', status: 'success' },
]
const icons = { rerun: RotateCcw, apply: CheckCheck, discard: Trash2, undo: Undo2 }

export function RepairBar({ webhookId, status, from, to }: Props) {
  const community = useCommunityParams()
  const params = { ...community, webhookId }
  const moments = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const counts = useRead('getRepairCounts', { params, query: moments }, { refetchMs: countPollMs })
  const latest = useLatestRepair(webhookId)
  const isWorking = latest !== undefined && latest.endedAt === null
  const webhooks = useRead('listIncomingWebhooks', { params: community, query: { limit: 200 } })
  const webhook = webhooks.data?.data.find(({ id }) => id === webhookId)
  const [open, setOpen] = useState<RepairKind | 'all' | null>(null)
  const [dismissed, setDismissed] = useState<string | null>(null)
  const now = useNow()

  const isShown =
    latest !== undefined &&
    latest.id !== dismissed &&
    (latest.endedAt === null || now.getTime() - Date.parse(latest.endedAt) < resultShownMs)
  const needsMapping = (kind: RepairKind) => kind === 'rerun' || kind === 'apply'
  const offered = offers.filter(
    ({ kind, count, status: of }) =>
      (counts.data?.[count] ?? 0) > 0 &&
      (status === undefined || status === of) &&
      (!needsMapping(kind) || webhook?.mapping != null),
  )
  if (!isShown && offered.length === 0 && latest === undefined) return null
  return (
    <div className="mb-4 flex flex-col gap-3">
      {isShown && <RepairProgress repair={latest} onDismiss={() => setDismissed(latest.id)} />}
      <div className="flex flex-wrap items-center gap-2">
        {!isWorking &&
          offered.map(({ kind, count }) => (
            <Button key={kind} icon={icons[kind]} onClick={() => setOpen(kind)}>
              {offerWords(kind, counts.data?.[count] ?? 0)}
            </Button>
          ))}
        {latest !== undefined && (
          <Button variant="ghost" icon={History} onClick={() => setOpen('all')}>
            All repairs
          </Button>
        )}
      </div>
      {open === 'all' && <RepairsDialog webhookId={webhookId} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'all' && (
        <RepairDialog
          kind={open}
          webhookId={webhookId}
          webhookName={webhook?.name ?? latest?.webhookName ?? 'the deleted webhook'}
          moments={moments}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

/** The newest repair, read often while it runs; when it has ended, what it changed is read again. */
function useLatestRepair(webhookId: string) {
  const input = { params: { ...useCommunityParams(), webhookId }, query: { limit: 1 } }
  const repairs = useRead('listRepairs', input)
  const latest = repairs.data?.data[0]
  const isWorking = latest !== undefined && latest.endedAt === null
  useRead('listRepairs', input, { refetchMs: isWorking ? progressPollMs : countPollMs })
  const client = useQueryClient()
  const endedAt = latest?.endedAt ?? null
  useEffect(() => {
    if (endedAt === null) return
    for (const name of [...receiptReads, 'getRepairCounts']) {
      void client.invalidateQueries({ queryKey: [name] })
    }
  }, [client, endedAt])
  return latest
}
