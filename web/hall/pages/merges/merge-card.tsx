/** One merge of mine: how far it is, what that means, and what I can do about it. */
import { Undo2 } from 'lucide-react'
import type { Merge } from '../../../../contracts/merges.ts'
import { useWrite } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { FormErrors } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useNow } from '../../../ui/relative-time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { momentWords, timeLeft } from '../periods/active-time.rules.ts'
import { MergeLine } from './merge-line.tsx'
import { mergeReads } from './merge-reads.ts'
import { mergeSentence } from './merge-words.rules.ts'

export function MergeCard({ merge }: { merge: Merge }) {
  const { communityId, communityName } = useMembership()
  const toast = useToast()
  const { id, quantity, itemName, state, reason } = merge
  const confirmBy = new Date(merge.confirmBy)
  const left = timeLeft(confirmBy, useNow())
  const cancel = useWrite('cancelMerge', {
    refreshes: mergeReads,
    onDone: () => toast.done(`${unitsOf(quantity)} of ${itemName} came back`),
  })
  return (
    <article
      aria-label={`${quantity} × ${itemName}`}
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 text-14 font-semibold [overflow-wrap:anywhere]">
          {unitsOf(quantity)} of {itemName}
        </p>
        {state === 'requested' && merge.isCancelable && (
          <Button
            size="small"
            icon={Undo2}
            isPending={cancel.isPending}
            onClick={() => cancel.mutate({ params: { communityId, mergeId: id } })}
          >
            Cancel
          </Button>
        )}
      </div>
      <MergeLine merge={merge} />
      <p className="text-13 text-ink-2">
        {mergeSentence(merge)}
        {state === 'requested' && (
          <>
            {' '}
            It has until {momentWords(confirmBy)}
            {left === undefined ? '' : ` (${left})`}.
          </>
        )}
        {reason !== null && <> The reason: “{reason}”.</>}
      </p>
      {state === 'in_doubt' && (
        <Notice tone="warn" title={`Ask the staff of ${communityName}`}>
          They can decide it. Tell them its number:{' '}
          <CopyableId id={id} label="Copy the number of the merge" isWhole />
        </Notice>
      )}
      {cancel.error && <FormErrors problem={cancel.error} />}
    </article>
  )
}
