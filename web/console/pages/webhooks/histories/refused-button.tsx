/** Calls that were turned away have no row in Histories; this says how many there were, and why. */
import { ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { formatCount, formatShort } from '../../../../ui/amount.rules.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { refusedReason } from '../list/refused-calls.rules.ts'

export function RefusedButton({ webhookId }: { webhookId: string | undefined }) {
  const [isOpen, setOpen] = useState(false)
  const webhooks = useRead('listIncomingWebhooks', { params: useCommunityParams(), query: { limit: 200 } })
  const refused = (webhooks.data?.data ?? [])
    .filter(({ id }) => webhookId === undefined || id === webhookId)
    .flatMap((webhook) => webhook.refused.map((each) => ({ ...each, webhook })))
  if (refused.length === 0) return null
  const total = refused.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <Button icon={ShieldAlert} onClick={() => setOpen(true)}>
        {formatShort(total)} turned away
      </Button>
      {isOpen && (
        <Dialog
          title="Calls that were turned away"
          description="Nothing of them was stored, so they have no row here."
          onClose={() => setOpen(false)}
          footer={<Button onClick={() => setOpen(false)}>Close</Button>}
        >
          <ul className="divide-y divide-line rounded-md border border-line text-13">
            {refused.map((each) => (
              <li key={`${each.webhook.id} ${each.reason}`} className="flex justify-between gap-4 px-3 py-2">
                <span className="min-w-0">
                  <span className="block font-medium text-ink">{each.webhook.name}</span>
                  <span className="text-ink-2">{refusedReason(each)}</span>
                </span>
                <span className="shrink-0 text-right">
                  <span className="block font-medium tabular-nums text-warn">{formatCount(each.count)}</span>
                  <RelativeTime at={each.lastAt} className="text-12 text-ink-3" />
                </span>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}
