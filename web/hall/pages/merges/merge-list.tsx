/** Merges of mine under a heading; nothing where there are none. */
import { useId } from 'react'
import { cx } from '../../../ui/cx.ts'
import { ErrorState } from '../../../ui/states.tsx'
import { MergeCard } from './merge-card.tsx'
import type { useOpenMerges } from './use-merges.ts'

interface Props {
  read: ReturnType<typeof useOpenMerges>
  title: string
  columns: 1 | 2
}

export function MergeList({ read: { merges, problem, reload }, title, columns }: Props) {
  const id = useId()
  if (merges.length === 0) {
    return problem && <ErrorState problem={problem} what="what is on the way into a game" onRetry={reload} />
  }
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="text-16 font-semibold">
        {title}
      </h2>
      <ul className={cx('grid gap-3', columns === 2 && 'lg:grid-cols-2')}>
        {merges.map((merge) => (
          <li key={merge.id} className="min-w-0">
            <MergeCard merge={merge} />
          </li>
        ))}
      </ul>
    </section>
  )
}
