/** The way of a merge as a line of steps: each with its mark and its word. */
import { Circle, CircleCheck, CircleDot, CircleX, type LucideIcon } from 'lucide-react'
import type { Merge } from '../../../../contracts/merges.ts'
import { cx } from '../../../ui/cx.ts'
import { mergeSteps, type StepMark } from './merge-words.rules.ts'

const marks: Record<StepMark, { icon: LucideIcon; color: string; words: string }> = {
  done: { icon: CircleCheck, color: 'text-good', words: 'done' },
  now: { icon: CircleDot, color: 'text-accent-text', words: 'now' },
  ahead: { icon: Circle, color: 'text-ink-3', words: 'still ahead' },
  failed: { icon: CircleX, color: 'text-bad', words: 'ended here' },
}

export function MergeLine({ merge }: { merge: Merge }) {
  return (
    <ol aria-label="How far it is" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13">
      {mergeSteps(merge).map(({ label, mark }, index) => {
        const { icon: Icon, color, words } = marks[mark]
        return (
          <li key={label} className="flex items-center gap-2">
            {index > 0 && <span aria-hidden className="h-px w-4 bg-line-strong" />}
            <span className={cx('inline-flex items-center gap-1 font-medium', color)}>
              <Icon aria-hidden className="size-4" />
              {label}
              <span className="sr-only">, {words}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
