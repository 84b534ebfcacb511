/** One merge for staff: whose, how far, what came of each attempt, and the decision. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MergeWithAttempts } from '../../../../contracts/merges.ts'
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams, useMay } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { ConfirmMergeDialog, RejectMergeDialog } from './decision-dialogs.tsx'
import { MergeAttempts } from './merge-attempts.tsx'
import { mergeStates } from './merge-words.rules.ts'

export function MergePanel({ mergeId, onClose }: { mergeId: string; onClose: () => void }) {
  const params = { ...useCommunityParams(), mergeId }
  const merge = useRead('getMerge', { params })
  return (
    <SidePanel kind="Merge" title={merge.data?.itemName ?? 'Merge'} rowKey={mergeId} onClose={onClose}>
      {merge.isPending ? (
        <SkeletonLines count={9} label="Loading the merge" />
      ) : merge.error ? (
        <ErrorState problem={merge.error} what="this merge" onRetry={() => void merge.refetch()} />
      ) : (
        <Details merge={merge.data} />
      )}
    </SidePanel>
  )
}

function Details({ merge }: { merge: MergeWithAttempts }) {
  const [deciding, setDeciding] = useState<'confirm' | 'reject' | null>(null)
  const isOpen = merge.state === 'requested' || merge.state === 'in_doubt'
  const close = () => setDeciding(null)
  return (
    <div className="flex flex-col gap-6">
      <DetailsList
        items={[
          {
            name: 'State',
            value: <Badge tone={mergeStates[merge.state].tone}>{mergeStates[merge.state].word}</Badge>,
          },
          { name: 'Units', value: formatCount(merge.quantity) },
          { name: 'Member', value: <MergeMember memberId={merge.memberId} /> },
          { name: 'Asked for', value: <RelativeTime at={merge.createdAt} /> },
          { name: 'Due', value: <RelativeTime at={merge.confirmBy} /> },
          {
            name: 'Confirmed by',
            value: merge.confirmMode === 'on_2xx' ? 'An answer of 2xx to the webhook' : 'A call of the game',
          },
          ...(merge.decidedAt === null
            ? []
            : [
                {
                  name: 'Ended',
                  value: (
                    <>
                      <RelativeTime at={merge.decidedAt} />
                      {merge.decidedBy !== null && `, by ${merge.decidedBy}`}
                    </>
                  ),
                },
              ]),
          ...(merge.reason === null ? [] : [{ name: 'Reason', value: merge.reason }]),
          { name: 'Number', value: <CopyableId id={merge.id} label="Copy the number of the merge" /> },
        ]}
      />
      {isOpen && (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => setDeciding('confirm')}>
            Confirm
          </Button>
          <Button onClick={() => setDeciding('reject')}>Reject</Button>
        </div>
      )}
      <MergeAttempts attempts={merge.attempts} />
      {deciding === 'confirm' && <ConfirmMergeDialog merge={merge} onClose={close} />}
      {deciding === 'reject' && <RejectMergeDialog merge={merge} onClose={close} />}
    </div>
  )
}

/** By name where the reader may see members: who decides has to know whose units they are. */
function MergeMember({ memberId }: { memberId: string }) {
  const params = { ...useCommunityParams(), memberId }
  const member = useRead('getMember', { params }, { isEnabled: useMay('view_members') })
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {member.data && (
        <Link
          to="/console/$community/members/$memberId"
          params={{ community: params.communityId, memberId }}
          className="text-accent-text underline underline-offset-2"
        >
          {member.data.displayName}
        </Link>
      )}
      <CopyableId id={memberId} label="Copy the id of the member" />
    </span>
  )
}
