/** How many requests of a webhook wait for their member, and the way to them. */
import { Hourglass } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { ButtonLink } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'

export function AwaitingReceipts({ webhook }: { webhook: IncomingWebhook }) {
  const { communityId } = useCommunityParams()
  const count = webhook.counts.awaitingMember
  if (count === 0) return null
  return (
    <Notice
      title={
        count === 1
          ? 'One request waits for its member'
          : `${formatCount(count)} requests wait for their members`
      }
      actions={
        <ButtonLink
          size="small"
          icon={Hourglass}
          to="/console/$community/webhooks/histories"
          params={{ community: communityId }}
          search={{ webhook: webhook.id, status: 'waiting' }}
        >
          {count === 1 ? 'Look at it' : 'Look at them'}
        </ButtonLink>
      }
    >
      {count === 1 ? 'It is' : 'Each is'} applied by itself when somebody with that{' '}
      {webhook.mapping?.member.identifier} appears. Saving another mapping reads {count === 1 ? 'it' : 'them'}{' '}
      again.
    </Notice>
  )
}
