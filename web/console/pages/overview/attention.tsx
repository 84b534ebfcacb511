/** What needs somebody's attention, each with the way to it; nothing is shown when all is well. */
import { Info, TriangleAlert } from 'lucide-react'
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { cx } from '../../../ui/cx.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { attentionOf } from './attention.rules.ts'

const shownMax = 5

export function Attention({ webhooks }: { webhooks: readonly IncomingWebhook[] }) {
  const { communityId } = useMembership()
  const needs = attentionOf(webhooks)
  if (needs.length === 0) return null
  return (
    <Section title="Needs attention" isFlush>
      <ul className="divide-y divide-line">
        {needs.slice(0, shownMax).map((need) => {
          const Icon = need.kind === 'unmapped' ? Info : TriangleAlert
          return (
            <li
              key={`${need.webhook.id} ${need.kind}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3"
            >
              <Icon
                aria-hidden
                className={cx('size-4 shrink-0', need.kind === 'unmapped' ? 'text-ink-3' : 'text-warn')}
              />
              <div className="min-w-0 flex-1 basis-60">
                <p className="text-13 font-medium text-ink">{need.words}</p>
                <p className="text-pretty text-12 text-ink-3">
                  {need.advice}
                  {need.at && (
                    <>
                      {' '}
                      Last <RelativeTime at={need.at} className="text-ink-3" />.
                    </>
                  )}
                </p>
              </div>
              <ButtonLink
                size="small"
                className="max-sm:ml-7"
                to="/console/$community/webhooks/$webhookId"
                params={{ community: communityId, webhookId: need.webhook.id }}
              >
                Open the webhook
              </ButtonLink>
            </li>
          )
        })}
      </ul>
      {needs.length > shownMax && (
        <p className="border-t border-line px-4 py-2 text-12 text-ink-3">
          and {formatCount(needs.length - shownMax)} more under Webhooks.
        </p>
      )}
    </Section>
  )
}
