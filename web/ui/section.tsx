/** A titled part of a page on its own surface, with room for actions beside the title. */
import type { ReactNode } from 'react'
import { useId } from 'react'
import { cx } from './cx.ts'

interface Props {
  title?: string
  description?: ReactNode
  actions?: ReactNode
  /** Without padding, for tables and lists that reach the edges. */
  isFlush?: boolean
  className?: string
  children: ReactNode
}

export function Section({ title, description, actions, isFlush, className, children }: Props) {
  const id = useId()
  return (
    <section
      {...(title ? { 'aria-labelledby': id } : {})}
      className={cx('min-w-0 rounded-lg border border-line bg-surface', className)}
    >
      {(title || actions) && (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2">
          <div className="min-w-0">
            {title && (
              <h2 id={id} className="text-14 font-semibold text-ink">
                {title}
              </h2>
            )}
            {description && <p className="max-w-[72ch] text-12 text-ink-3">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className={isFlush ? '' : 'p-4'}>{children}</div>
    </section>
  )
}
