/** The story of a request that repeated an event, with the way to the first one. */
import { Link } from '@tanstack/react-router'
import { useRead } from '../../../../api/queries.ts'
import { useMembership } from '../../../../app/community.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { repeatWords } from './repeat-story.rules.ts'

export function RepeatStory({ first }: { first: string }) {
  const { communityId } = useMembership()
  const { data } = useRead('getReceipt', { params: { communityId, receiptId: first } })
  const { tone, title, text } = repeatWords(data)
  return (
    <Notice tone={tone} title={title}>
      {text}{' '}
      <Link
        to="/console/$community/webhooks/histories/$receiptId"
        params={{ community: communityId, receiptId: first }}
        search={({ tab: _, ...filters }) => filters}
        className="text-accent-text underline underline-offset-2"
      >
        Open the first request
      </Link>
    </Notice>
  )
}
