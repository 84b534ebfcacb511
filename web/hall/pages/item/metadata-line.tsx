/** Since when what the game says of an item is known, or that it says nothing now: one line that is always there. */
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { metadataLine } from './item-facts.rules.ts'

export function MetadataLine({ itemId }: { itemId: string }) {
  const { communityId } = useMembership()
  const { data } = useRead('getItemMetadata', { params: { communityId, itemId } })
  const line = data && metadataLine(data)
  return (
    <p className="min-h-4 text-12 text-ink-3">
      {line?.words}
      {line?.at && (
        <>
          {' '}
          <RelativeTime at={line.at} className="whitespace-nowrap" />
        </>
      )}
    </p>
  )
}
