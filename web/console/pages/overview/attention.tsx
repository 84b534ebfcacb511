/** What needs somebody's attention, each with the way to it; nothing is shown when all is well. */
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { attentionOf } from './attention.rules.ts'

const shownMax = 5

export function Attention({ webhooks }: { webhooks: readonly IncomingWebhook[] }) {
  const { communityId } = useMembership()
  const needs = attentionOf(webhooks)
  if (needs.length === 0) return null
  return (
    <section aria-label="Needs attention" className="flex flex-col gap-2">
      {needs.slice(0, shownMax).map((need) => (
        <Notice
          key={`${need.webhook.id} ${need.kind}`}
          tone={need.kind === 'unmapped' ? 'note' : 'warn'}
          title={need.words}
          actions={
            <ButtonLink
              size="small"
              to={'/console/$community/webhooks/$webhookId' as string}
              params={{ community: communityId, webhookId: need.webhook.id } as never}
            >
              Open the webhook
            </ButtonLink>
          }
        >
          {need.advice}
          {need.at && (
            <>
              {' '}
              Last <RelativeTime at={need.at} />.
            </>
          )}
        </Notice>
      ))}
      {needs.length > shownMax && (
        <p className="text-13 text-ink-2">and {formatCount(needs.length - shownMax)} more under Webhooks.</p>
      )}
    </section>
  )
}
