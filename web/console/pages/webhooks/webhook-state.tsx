/** What a webhook does with a request just now, in a word. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import { Badge } from '../../../ui/badge.tsx'

export function WebhookState({ webhook }: { webhook: IncomingWebhook }) {
  if (webhook.isPaused) return <Badge tone="warn">Paused</Badge>
  if (webhook.mapping === null) return <Badge tone="accent">Not mapped yet</Badge>
  return <Badge tone="good">Active</Badge>
}
