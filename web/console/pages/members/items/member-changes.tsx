/** Every change of what a member holds in one game, newest first: how many, why, and the counts after it. */
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Amount } from '../../../../ui/amount.tsx'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { TableFooter } from '../../../../ui/table-footer.tsx'
import { type MemberAddress, useMemberChanges } from './use-member-items.ts'

interface Props {
  params: MemberAddress
  game: { value: string; label: string }
}

export function MemberChanges({ params, game }: Props) {
  const pages = useMemberChanges(params, game.value)
  return (
    <Section title={`What moved in ${game.label}`} isFlush>
      {pages.isPending ? (
        <div className="p-4">
          <SkeletonLines count={6} label="Loading the changes" />
        </div>
      ) : pages.problem ? (
        <ErrorState problem={pages.problem} what="the changes" onRetry={pages.reload} />
      ) : (
        <>
          <ol className="divide-y divide-line">
            {pages.rows.map((change) => (
              <li key={change.changeId} className="px-4 py-3">
                <div className="flex items-baseline justify-between gap-4">
                  <p className="min-w-0 truncate text-14 font-medium">
                    {change.itemName}
                    {change.tier !== 'default' && (
                      <span className="font-normal text-ink-3">, {change.tier}</span>
                    )}
                  </p>
                  <Amount value={change.delta} className="text-14" />
                </div>
                <div className="flex flex-wrap items-center justify-between gap-x-4 text-12 text-ink-3">
                  <p className="flex min-w-0 items-center gap-1">
                    <span className="truncate">
                      <RelativeTime at={change.at} className="text-ink-3" />, {change.reason}
                    </span>
                    <CopyButton text={change.postingId} label="Copy the id of the posting" />
                  </p>
                  <p>
                    {formatCount(change.countAfter)} available, {formatCount(change.ownedAfter)} owned after
                    it
                  </p>
                </div>
              </li>
            ))}
          </ol>
          <TableFooter count={pages.rows.length} {...pages} />
        </>
      )}
    </Section>
  )
}
