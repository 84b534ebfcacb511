/** What a repair would cover and change: reasons and tried samples of a rerun, sums, fields and spenders of an undo. */
import type { RepairPreview } from '../../../../../contracts/repairs.ts'
import { assetName, formatCount } from '../../../../ui/amount.rules.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { StatusMark } from '../../../../ui/status-mark.tsx'
import { outcomeWords } from './repair-words.rules.ts'

export function RepairPreviewPart({ preview }: { preview: RepairPreview }) {
  const { receiptCount } = preview
  if (receiptCount === 0) {
    return <Notice title="Nothing fits">No request of this webhook fits these moments.</Notice>
  }
  return (
    <div className="flex flex-col gap-3 text-13" aria-live="polite">
      <p className="text-14 text-ink">
        <span className="font-semibold">{formatCount(receiptCount)}</span>{' '}
        {receiptCount === 1 ? 'request fits' : 'requests fit'}.
      </p>
      {preview.reasons.length > 1 && (
        <Rows
          rows={preview.reasons.map(({ reason, count }) => ({ name: reason, value: formatCount(count) }))}
        />
      )}
      {preview.samples.length > 0 && <Samples samples={preview.samples} />}
      {preview.kind === 'undo' && <UndoPart preview={preview} />}
    </div>
  )
}

function Rows({ rows }: { rows: readonly { name: string; value: string }[] }) {
  return (
    <dl className="divide-y divide-line rounded-md border border-line">
      {rows.map(({ name, value }) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-4 px-3 py-1.5">
          <dt className="text-ink">{name}</dt>
          <dd className="tabular-nums text-ink-2">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Samples({ samples }: { samples: RepairPreview['samples'] }) {
  const good = samples.filter(({ after }) => after.status === 'success').length
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-2">
        Of the {samples.length === 1 ? 'newest' : `${samples.length} newest`}, tried now without changing
        anything, <span className="font-medium text-ink">{good}</span> would succeed.
      </p>
      <ul className="divide-y divide-line rounded-md border border-line">
        {samples.map(({ receiptId, receivedAt, before, after }) => (
          <li key={receiptId} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-1.5">
            <span className="w-20 shrink-0">
              <StatusMark status={after.status} />
            </span>
            <span className="min-w-0 flex-1 basis-40 text-ink [overflow-wrap:anywhere]">
              {outcomeWords(after)}
              {before !== null && (
                <span className="text-ink-3">
                  {before === outcomeWords(after) ? ' as before' : ` (was: ${before})`}
                </span>
              )}
            </span>
            <RelativeTime at={receivedAt} className="text-12 text-ink-3" />
          </li>
        ))}
      </ul>
    </div>
  )
}

function UndoPart({ preview }: { preview: RepairPreview }) {
  const { sums, fields, spent, spentCount } = preview
  const rows = [
    ...sums.map(({ asset, taken, returned }) => ({
      name: assetName(asset),
      value: [
        ...(taken > 0 ? [`${formatCount(taken)} taken back`] : []),
        ...(returned > 0 ? [`${formatCount(returned)} given back`] : []),
      ].join(', '),
    })),
    ...fields.map(({ name, putBackCount, leftCount }) => ({
      name,
      value: [
        `${formatCount(putBackCount)} ${putBackCount === 1 ? 'value' : 'values'} put back`,
        ...(leftCount > 0 ? [`${formatCount(leftCount)} left, changed since`] : []),
      ].join(', '),
    })),
  ]
  return (
    <>
      {rows.length > 0 && <Rows rows={rows} />}
      {spentCount > 0 && (
        <Notice
          tone="warn"
          title={
            spentCount === 1
              ? 'One balance is too small'
              : `${formatCount(spentCount)} balances are too small`
          }
        >
          <p>These members have spent already what would be taken back:</p>
          <ul className="mt-1">
            {spent.map(({ memberId, memberLabel, asset, amount }) => (
              <li key={`${memberId} ${asset}`} className="flex justify-between gap-4">
                <span className="min-w-0 truncate text-ink">{memberLabel}</span>
                <span className="shrink-0 tabular-nums">
                  {formatCount(amount)} {assetName(asset)}
                </span>
              </li>
            ))}
          </ul>
          {spentCount > spent.length && <p>and {formatCount(spentCount - spent.length)} more</p>}
        </Notice>
      )}
    </>
  )
}
