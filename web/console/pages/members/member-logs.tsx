/** What changed a member's balances, newest first, each line with action, before, after and cause. */
import { History } from 'lucide-react'
import { usePages } from '../../../api/queries.ts'
import { ChangeList } from '../../../ui/change-list.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { CauseView } from '../../cause.tsx'

export function MemberLogs({ params }: { params: { communityId: string; memberId: string } }) {
  const pages = usePages('listGamificationLogs', {
    params: { communityId: params.communityId },
    query: { memberId: params.memberId },
  })
  return (
    <ChangeList
      pages={pages}
      causeOf={({ cause }) => <CauseView cause={cause} isCompact />}
      empty={
        <EmptyState icon={History} title="Nothing has changed yet">
          Every change of XP and coins will stand here, with what caused it.
        </EmptyState>
      }
    />
  )
}
