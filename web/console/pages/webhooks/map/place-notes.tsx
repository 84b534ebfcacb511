/** What is wrong with, or missing from, one part of the mapping, right below that part. */
import { CircleAlert } from 'lucide-react'
import type { PlacedProblem } from './problems.rules.ts'

interface Props {
  id: string
  problems: readonly PlacedProblem[]
  /** What the dry run says of a part that works. */
  remarks?: readonly string[] | undefined
  missing?: string | undefined
  /** Once a save was tried, what is missing is a problem; before, it is only the next step. */
  isMissingBad: boolean
}

const shownMax = 3

export function PlaceNotes({ id, problems, remarks = [], missing, isMissingBad }: Props) {
  return (
    <div id={id} className="flex flex-col gap-1 empty:hidden">
      {missing && (
        <p className={isMissingBad ? 'flex items-start gap-1 text-12 text-bad' : 'text-12 text-ink-3'}>
          {isMissingBad && <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />}
          {missing}
        </p>
      )}
      {remarks.slice(0, shownMax).map((remark) => (
        <p key={remark} className="text-pretty text-12 text-ink-3 [overflow-wrap:anywhere]">
          {remark}
        </p>
      ))}
      {problems.slice(0, shownMax).map((problem) => (
        <p
          key={`${problem.element} ${problem.title} ${problem.detail}`}
          className="flex items-start gap-1 text-pretty text-12 text-bad"
        >
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">{problem.title}.</span> {problem.detail}
          </span>
        </p>
      ))}
      {problems.length > shownMax && (
        <p className="text-12 text-bad">and {problems.length - shownMax} more elements with a problem.</p>
      )}
    </div>
  )
}
