/** Calls that were turned away have no row in Histories; they are told above it. */
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { refusedReason } from '../list/refused-calls.rules.ts'

export function RefusedNotice({ webhookId }: { webhookId: string | undefined }) {
  const webhooks = useRead('listIncomingWebhooks', { params: useCommunityParams(), query: { limit: 200 } })
  const refused = (webhooks.data?.data ?? [])
    .filter(({ id }) => webhookId === undefined || id === webhookId)
    .flatMap((webhook) => webhook.refused.map((each) => ({ ...each, webhook })))
  if (refused.length === 0) return null
  return (
    <Notice title="Some calls were turned away; nothing of them was stored">
      <ul className="flex flex-col gap-1">
        {refused.map((each) => (
          <li key={`${each.webhook.id} ${each.reason}`}>
            {each.webhook.name}: {formatCount(each.count)} × {refusedReason(each)}, last{' '}
            <RelativeTime at={each.lastAt} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
