/** A few of the last records of a member, one line each. */
import type { ReactNode } from 'react'
import type { Pages } from '../../../../api/queries.ts'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'

interface Props<Row> {
  title: string
  pages: Pages<Row>
  lineOf: (row: Row) => ReactNode
  /** The way to all of them, where there is a page for it. */
  all?: ReactNode
}

export function RecentList<Row extends { id: string }>({ title, pages, lineOf, all }: Props<Row>) {
  return (
    <Section title={title} actions={all} isFlush>
      {pages.isPending ? (
        <div className="p-4">
          <SkeletonLines count={2} label={`Loading the ${title.toLowerCase()}`} />
        </div>
      ) : pages.problem ? (
        <ErrorState problem={pages.problem} what={`the ${title.toLowerCase()}`} onRetry={pages.reload} />
      ) : pages.rows.length === 0 ? (
        <p className="p-4 text-13 text-ink-2">None.</p>
      ) : (
        <ul className="divide-y divide-line">
          {pages.rows.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-13">
              {lineOf(row)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
