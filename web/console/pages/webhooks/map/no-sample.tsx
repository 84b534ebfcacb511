/** What stands where the payload will be: how to get a sample, and the state of waiting for one. */
import { Inbox, Radar } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Button } from '../../../../ui/button.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import type { Sampling } from './use-sample.ts'

interface Props {
  webhook: IncomingWebhook
  sampling: Sampling
  onPaste: () => void
}

export function NoSample({ webhook, sampling, onPaste }: Props) {
  if (sampling.isWaiting) {
    return (
      <EmptyState icon={Radar} title="Listening at the Incoming Webhook URL">
        Send a request now, from your system or with “Send a test from here”. It appears by itself.
      </EmptyState>
    )
  }
  const count = sampling.recent.length
  return (
    <EmptyState
      icon={Inbox}
      title={count === 0 ? 'No request yet' : 'Catch a request to map it'}
      actions={<Button onClick={onPaste}>Paste a mock sample</Button>}
    >
      {count === 0
        ? `Send a test request to ${webhook.name}, then click Catch. Any JSON will do.`
        : `${count === 1 ? 'One request has' : `${count} requests have`} arrived. Catch takes the newest one as the sample.`}
    </EmptyState>
  )
}
