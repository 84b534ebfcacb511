/** How far long work is: the browser's own element, so it needs no inline style and readers hear it. */
import { cx } from './cx.ts'

interface Props {
  label: string
  value: number
  max: number
  isPaused?: boolean
}

export function ProgressBar({ label, value, max, isPaused }: Props) {
  return (
    <progress
      aria-label={label}
      value={Math.min(value, max)}
      max={Math.max(1, max)}
      className={cx(
        'block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken',
        '[&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full',
        isPaused
          ? '[&::-moz-progress-bar]:bg-ink-3 [&::-webkit-progress-value]:bg-ink-3'
          : '[&::-moz-progress-bar]:bg-accent [&::-webkit-progress-value]:bg-accent',
      )}
    />
  )
}
