/** Shows that a list is narrowed to one member, and widens it again. */
import { X } from 'lucide-react'
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'

export function MemberFilter({ memberId, onClear }: { memberId: string | undefined; onClear: () => void }) {
  const params = useCommunityParams()
  const member = useRead(
    'getMember',
    { params: { ...params, memberId: memberId ?? '' } },
    { isEnabled: memberId !== undefined },
  )
  if (memberId === undefined) return null
  return (
    <Button icon={X} onClick={onClear}>
      <span className="sr-only">Remove the filter: </span>
      Member: {member.data?.displayName ?? memberId.slice(0, 8)}
    </Button>
  )
}
