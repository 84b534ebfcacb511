/** Requests that were kept because there was no mapping yet or the webhook was paused: apply them, or look first. */
import { useQueryClient } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { call } from '../../../../api/call.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Button, ButtonLink } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { receiptReads } from '../receipt-reads.ts'

const limit = 200

export function WaitingReceipts({ webhook }: { webhook: IncomingWebhook }) {
  const { communityId } = useCommunityParams()
  const client = useQueryClient()
  const toast = useToast()
  const [doneCount, setDoneCount] = useState<number | null>(null)
  const isReady = webhook.mapping !== null && !webhook.isPaused
  const pending = useRead(
    'listIncomingWebhookReceipts',
    { params: { communityId, webhookId: webhook.id }, query: { status: 'pending', limit } },
    { isEnabled: isReady && webhook.counts.pending > 0 },
  )
  const waiting = (pending.data?.data ?? []).filter(
    ({ outcome }) => outcome === 'no_mapping' || outcome === 'paused',
  )
  if (!isReady || waiting.length === 0) return null

  const apply = async () => {
    setDoneCount(0)
    try {
      // Oldest first, in the order in which they came.
      for (const [index, receipt] of [...waiting].reverse().entries()) {
        await call('runReceipt', { params: { communityId, receiptId: receipt.id } })
        setDoneCount(index + 1)
      }
      toast.done('The requests that waited are being applied')
    } catch (error) {
      toast.failed('Not all requests could be applied', error)
    } finally {
      setDoneCount(null)
      await Promise.all(receiptReads.map((name) => client.invalidateQueries({ queryKey: [name] })))
    }
  }
  const count = formatCount(waiting.length)
  const isRunning = doneCount !== null
  return (
    <Notice
      tone="warn"
      title={
        waiting.length === 1
          ? 'One request waits'
          : `${count}${waiting.length === limit ? ' or more' : ''} requests wait`
      }
      actions={
        <>
          <ButtonLink
            size="small"
            to="/console/$community/webhooks/histories"
            params={{ community: communityId }}
            search={{ webhook: webhook.id, status: 'pending' }}
          >
            {waiting.length === 1 ? 'Look at it' : 'Look at them'}
          </ButtonLink>
          <Button size="small" icon={Play} isPending={isRunning} onClick={() => void apply()}>
            {isRunning
              ? `Applied ${doneCount} of ${count}`
              : waiting.length === 1
                ? 'Apply it'
                : 'Apply them'}
          </Button>
        </>
      }
    >
      {waiting.length === 1 ? 'It' : 'They'} came before there was a mapping, or while the webhook was paused.
      Tests count as well.
    </Notice>
  )
}
