/** A part of the reference with its anchor: words at the left, and at the right what to copy. */
import { Link2 } from 'lucide-react'
import { createElement, type ReactNode } from 'react'
import { cx } from '../ui/cx.ts'
import { anchored } from './use-anchor.ts'

interface Props {
  id: string
  title: string
  level: 1 | 2 | 3
  aside?: ReactNode
  children: ReactNode
}

const sizes = { 1: 'text-28 tracking-tight', 2: 'text-20 tracking-tight', 3: 'text-16' } as const

export function Part({ id, title, level, aside, children }: Props) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      {...anchored}
      className={cx(
        'grid scroll-mt-12 gap-6 py-10 max-sm:scroll-mt-14 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] xl:gap-12',
        level !== 1 && 'border-t border-line',
      )}
    >
      <div className="min-w-0">
        <div className="group flex items-center gap-1">
          {createElement(
            `h${level}`,
            { id: `${id}-title`, className: cx('text-balance font-semibold text-ink', sizes[level]) },
            title,
          )}
          <a
            href={`#${id}`}
            aria-label={`Link to ${title}`}
            className="shrink-0 rounded-sm p-1 text-ink-3 opacity-0 transition-opacity hover:text-ink focus-visible:opacity-100 group-hover:opacity-100"
          >
            <Link2 aria-hidden className="size-4" />
          </a>
        </div>
        {children}
      </div>
      {aside && <div className="flex min-w-0 flex-col gap-4 xl:sticky xl:top-20 xl:self-start">{aside}</div>}
    </section>
  )
}
