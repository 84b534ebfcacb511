/** What an undo could not take back: who had spent it already, and which fields somebody had changed since. */
import { Link } from '@tanstack/react-router'
import type { Repair, RepairException } from '../../../../../contracts/repairs.ts'
import { useRead } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { assetName, formatCount } from '../../../../ui/amount.rules.ts'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'

export function Exceptions({ repair }: { repair: Repair }) {
  const params = { ...useCommunityParams(), webhookId: repair.webhookId, repairId: repair.id }
  const details = useRead('getRepair', { params })
  if (details.error) return <ErrorState problem={details.error} what="this repair" />
  if (!details.data) return <SkeletonLines count={3} label="Loading what was left" />
  const { exceptions, exceptionCount } = details.data
  if (exceptionCount === 0) return <p className="text-ink-2">Nothing was left: everything was taken back.</p>
  return (
    <div className="flex flex-col gap-2">
      <ul className="divide-y divide-line rounded-md border border-line">
        {exceptions.map((exception, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one member may stand twice for one request
          <li key={index} className="flex flex-wrap justify-between gap-x-4 gap-y-1 px-3 py-2">
            <span className="min-w-0">
              <span className="font-medium text-ink">{exception.memberLabel}</span>{' '}
              <span className="text-ink-2">{exceptionWords(exception)}</span>
            </span>
            <Link
              to="/console/$community/webhooks/histories/$receiptId"
              params={{ community: params.communityId, receiptId: exception.receiptId }}
              search={(present) => present}
              className="text-accent-text underline underline-offset-2"
            >
              Open the request
            </Link>
          </li>
        ))}
      </ul>
      {exceptionCount > exceptions.length && (
        <p className="text-12 text-ink-3">and {formatCount(exceptionCount - exceptions.length)} more</p>
      )}
    </div>
  )
}

function exceptionWords(exception: RepairException): string {
  if (exception.kind === 'currency') {
    return `had spent ${formatCount(exception.amount)} ${assetName(exception.asset)} already`
  }
  return exception.why === 'field_deleted'
    ? `keeps nothing of ${exception.field}: the field was deleted`
    : `keeps ${exception.field}: it was changed since`
}
