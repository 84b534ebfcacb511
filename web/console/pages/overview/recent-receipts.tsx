/** The last requests that webhooks received. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Inbox } from 'lucide-react'
import type { Answer } from '../../../api/contract-types.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { shownStatus } from '../webhooks/histories/advice.rules.ts'

export function RecentReceipts({
  receipts,
}: {
  receipts: UseQueryResult<Answer<'listReceipts'>, ApiProblem>
}) {
  const { communityId } = useMembership()
  return (
    <Section
      title="Recent requests"
      isFlush
      actions={
        <ButtonLink
          size="small"
          variant="ghost"
          to="/console/$community/webhooks/histories"
          params={{ community: communityId }}
        >
          Histories
        </ButtonLink>
      }
    >
      {receipts.isPending ? (
        <div className="p-4">
          <SkeletonLines count={6} />
        </div>
      ) : receipts.error ? (
        <ErrorState problem={receipts.error} what="the requests" onRetry={() => void receipts.refetch()} />
      ) : receipts.data.data.length === 0 ? (
        <EmptyState icon={Inbox} title="Nothing received yet">
          Requests to your webhooks appear here within seconds, with what became of them.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {receipts.data.data.map((receipt) => (
            <li key={receipt.id}>
              <Link
                to="/console/$community/webhooks/histories/$receiptId"
                params={{ community: communityId, receiptId: receipt.id }}
                className="flex h-12 items-center gap-3 px-4 text-13 transition-colors hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <span className="w-24 shrink-0">
                  <StatusMark status={shownStatus(receipt)} />
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{receipt.webhookName}</span>
                  <span className="block truncate text-12 text-ink-3">{receipt.details}</span>
                </span>
                <RelativeTime at={receipt.receivedAt} className="shrink-0 text-12 text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
