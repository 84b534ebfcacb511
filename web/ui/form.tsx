/** A form that shows what the server refused, above its fields and beside the one it is about. */
import { CircleAlert } from 'lucide-react'
import { type FormHTMLAttributes, type ReactNode, useEffect, useRef } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { pointerWords, reasonWords } from '../api/reason.rules.ts'
import { cx } from './cx.ts'
import { TechnicalDetail } from './technical-detail.tsx'

type Props = Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit'> & {
  onSubmit: () => void
  problem?: ApiProblem | null | undefined
  children: ReactNode
}

export function Form({ onSubmit, problem, className, children, ...rest }: Props) {
  return (
    <form
      noValidate
      {...rest}
      className={cx('flex flex-col gap-4', className)}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        onSubmit()
      }}
    >
      {problem && <FormErrors problem={problem} />}
      {children}
    </form>
  )
}

/** What is wrong and what to do; takes the focus when it appears, so that nobody misses it. */
export function FormErrors({ problem, advice }: { problem: ApiProblem; advice?: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new problem takes the focus again
  useEffect(() => box.current?.focus(), [problem])
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2 rounded-md border border-bad-line bg-bad-soft px-3 py-2 text-13"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-medium text-ink">{problem.message}</p>
        {problem.detail && problem.errors.length === 0 && <p className="text-ink-2">{problem.detail}</p>}
        {problem.errors.length > 0 && (
          <ul className="list-disc pl-4 text-ink-2">
            {problem.errors.map(({ pointer, reason }) => (
              <li key={`${pointer} ${reason}`}>
                {pointer && <span className="font-medium">{pointerWords(pointer)}: </span>}
                {reasonWords(reason)}
              </li>
            ))}
          </ul>
        )}
        {advice}
        <TechnicalDetail problem={problem} />
      </div>
    </div>
  )
}
