/** A small word that sorts a thing: a role, a type, a state that has no icon of its own. */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Tone = 'neutral' | 'accent' | 'good' | 'bad' | 'warn'

const tones: Record<Tone, string> = {
  neutral: 'bg-idle-soft text-ink-2',
  accent: 'bg-accent-soft text-accent-text',
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
  warn: 'bg-warn-soft text-warn',
}

export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 text-12 font-medium',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}
