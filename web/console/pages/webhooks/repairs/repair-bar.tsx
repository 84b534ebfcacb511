/** Above Histories of one webhook: what can be done with all of its requests at once, and what is being done. */
import { CheckCheck, History, RotateCcw, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { RepairKind } from '../../../../../contracts/repairs.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { useNow } from '../../../../ui/relative-time.tsx'
import { RepairDialog } from './repair-dialog.tsx'
import { RepairProgress } from './repair-progress.tsx'
import { offerWords } from './repair-words.rules.ts'
import { RepairsDialog } from './repairs-dialog.tsx'
import type { Moments, Repairs } from './use-repairs.ts'

interface Props {
  webhookId: string
  repairs: Repairs
  status?: string | undefined
  moments: Moments
}

const resultShownMs = 3_600_000

const offers: readonly { kind: RepairKind; count: 'failed' | 'applied' | 'waiting'; status: string }[] = [
  { kind: 'rerun', count: 'failed', status: 'failed' },
  { kind: 'apply', count: 'waiting', status: 'pending' },
  { kind: 'discard', count: 'waiting', status: 'pending' },
  { kind: 'undo', count: 'applied', status: 'success' },
]
const icons = { rerun: RotateCcw, apply: CheckCheck, discard: Trash2, undo: Undo2 }

export function RepairBar({ webhookId, repairs: { counts, latest, isFirstWait }, status, moments }: Props) {
  const community = useCommunityParams()
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
      (counts?.[count] ?? 0) > 0 &&
      (status === undefined || status === of) &&
      (!needsMapping(kind) || webhook?.mapping != null),
  )
  if (isFirstWait || (!isShown && offered.length === 0 && latest === undefined)) return null
  return (
    <div className="mb-4 flex flex-col gap-3">
      {isShown && <RepairProgress repair={latest} onDismiss={() => setDismissed(latest.id)} />}
      <div className="flex flex-wrap items-center gap-2">
        {!isWorking &&
          offered.map(({ kind, count }) => (
            <Button key={kind} icon={icons[kind]} onClick={() => setOpen(kind)}>
              {offerWords(kind, counts?.[count] ?? 0)}
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
