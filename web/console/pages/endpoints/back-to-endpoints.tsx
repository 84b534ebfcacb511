/** The way back to the list of outgoing webhooks, above the title of a page below it. */
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useMembership } from '../../../app/community.tsx'

export function BackToEndpoints() {
  const { communityId } = useMembership()
  return (
    <Link
      to="/console/$community/endpoints"
      params={{ community: communityId }}
      className="inline-flex items-center gap-1 rounded-sm text-13 text-ink-3 hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      Outgoing webhooks
    </Link>
  )
}
