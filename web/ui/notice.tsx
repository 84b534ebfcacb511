/** A lasting note inside a page: something to know, or something to do about it. */
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const looks = {
  note: { icon: Info, box: 'border-line bg-sunken', mark: 'text-ink-3' },
  good: { icon: CircleCheck, box: 'border-line bg-good-soft', mark: 'text-good' },
  warn: { icon: CircleAlert, box: 'border-warn-line bg-warn-soft', mark: 'text-warn' },
  bad: { icon: CircleAlert, box: 'border-bad-line bg-bad-soft', mark: 'text-bad' },
} as const

interface Props {
  tone?: keyof typeof looks
  title?: string
  actions?: ReactNode
  children?: ReactNode
}

export function Notice({ tone = 'note', title, actions, children }: Props) {
  const { icon: Icon, box, mark } = looks[tone]
  return (
    <div className={cx('flex flex-wrap items-start gap-2 rounded-md border px-3 py-2 text-13', box)}>
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 basis-60 text-ink-2">
        {title && <p className="font-medium text-ink">{title}</p>}
        {children}
      </div>
      {actions && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  )
}
