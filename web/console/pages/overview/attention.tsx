/** What needs somebody's attention, each with the way to it; nothing is shown when all is well. */
import { Info, TriangleAlert } from 'lucide-react'
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import type { Alert } from '../../../../contracts/insights.ts'
import type { Receipt } from '../../../../contracts/receipts.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { cx } from '../../../ui/cx.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { attentionOf, type Need } from './attention.rules.ts'

const shownMax = 5

interface Props {
  webhooks: readonly IncomingWebhook[]
  /** Requests that have been queued for over an hour. */
  stuck: readonly Receipt[]
  /** Open ones. */
  alerts: readonly Alert[]
}

export function Attention({ webhooks, stuck, alerts }: Props) {
  const needs = attentionOf(webhooks, stuck, alerts)
  if (needs.length === 0) return null
  return (
    <Section title="Needs attention" isFlush>
      <ul className="divide-y divide-line">
        {needs.slice(0, shownMax).map((need) => {
          const Icon = need.kind === 'unmapped' ? Info : TriangleAlert
          return (
            <li
              key={`${need.webhook.id} ${need.words}`}
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
              <NeedLink need={need} />
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

function NeedLink({ need: { kind, webhook } }: { need: Need }) {
  const params = { community: useMembership().communityId }
  const look = { size: 'small', className: 'max-sm:ml-7' } as const
  if (kind === 'failed' || kind === 'stuck') {
    const status = kind === 'failed' ? 'failed' : 'pending'
    return (
      <ButtonLink
        to="/console/$community/webhooks/histories"
        params={params}
        search={{ status, webhook: webhook.id }}
        {...look}
      >
        Show them
      </ButtonLink>
    )
  }
  if (kind === 'ledger') {
    return (
      <ButtonLink to="/console/$community/ledger-proof" params={params} {...look}>
        Open the ledger proof
      </ButtonLink>
    )
  }
  if (kind === 'endpoint') {
    return (
      <ButtonLink
        to="/console/$community/endpoints/$endpointId"
        params={{ ...params, endpointId: webhook.id }}
        {...look}
      >
        Open the webhook
      </ButtonLink>
    )
  }
  return (
    <ButtonLink
      to="/console/$community/webhooks/$webhookId"
      params={{ ...params, webhookId: webhook.id }}
      {...look}
    >
      Open the webhook
    </ButtonLink>
  )
}
