/** All repairs of a webhook, newest first. */
import { usePages } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { RepairProgress } from './repair-progress.tsx'

export function RepairsDialog({ webhookId, onClose }: { webhookId: string; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId }
  const repairs = usePages('listRepairs', { params, query: { limit: 20 } }, { refetchMs: 2000 })
  return (
    <Dialog
      title="Repairs of this webhook"
      description="What was run again, undone, applied or discarded at once."
      width="wide"
      onClose={onClose}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-3">
        {repairs.isPending && <SkeletonLines count={4} label="Loading the repairs" />}
        {repairs.problem && (
          <ErrorState problem={repairs.problem} what="the repairs" onRetry={repairs.reload} />
        )}
        {repairs.rows.map((repair) => (
          <RepairProgress key={repair.id} repair={repair} />
        ))}
        {repairs.hasMore && (
          <Button isPending={repairs.isLoadingMore} onClick={repairs.loadMore}>
            Show earlier ones
          </Button>
        )}
      </div>
    </Dialog>
  )
}
