/** The product's mark, and the initials that stand for a community or a person. */
import { cx } from './cx.ts'

export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cx('shrink-0', className ?? 'size-6')}>
      <rect width="32" height="32" rx="8" fill="var(--color-accent)" />
      <path
        d="M7 14.2 16 7l9 7.2M9.5 14v10.5M16 14v10.5M22.5 14v10.5M7 25h18"
        fill="none"
        stroke="var(--color-accent-ink)"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

const initialsOf = (name: string) =>
  name
    .split(/[\s_.-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('')

interface InitialsProps {
  name: string
  shape?: 'person' | 'community'
  size?: 'small' | 'medium' | 'large'
}

const sizes = { small: 'size-6 text-12', medium: 'size-8 text-12', large: 'size-12 text-16' } as const

export function Initials({ name, shape = 'person', size = 'small' }: InitialsProps) {
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 select-none items-center justify-center bg-accent-soft font-semibold text-accent-text',
        sizes[size],
        shape === 'person' ? 'rounded-full' : 'rounded-md',
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
