/** The way back to the items of an app, above the title of a page below it. */
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'

export function BackToItems({ appId }: { appId: string }) {
  const { communityId } = useCommunityParams()
  const app = useRead('getApp', { params: { communityId, appId } })
  return (
    <Link
      to="/console/$community/apps/$appId"
      params={{ community: communityId, appId }}
      search={{ tab: 'items' }}
      className="inline-flex items-center gap-1 rounded-sm text-13 text-ink-3 hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {app.data ? `Items of ${app.data.title}` : 'Items'}
    </Link>
  )
}
