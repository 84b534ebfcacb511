/** The way back to Manage Apps, above the title of a page below it. */
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useMembership } from '../../../app/community.tsx'

export function BackToApps() {
  const { communityId } = useMembership()
  return (
    <Link
      to="/console/$community/apps"
      params={{ community: communityId }}
      className="inline-flex items-center gap-1 rounded-sm text-13 text-ink-3 hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      Manage Apps
    </Link>
  )
}
