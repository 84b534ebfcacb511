/** The shape of what is loading, as large as what will stand there, so that nothing jumps. */
import { cx } from './cx.ts'

export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cx('block animate-pulse rounded-sm bg-pressed', className ?? 'h-4 w-24')} />
  )
}

/** Lines of text that are on their way. */
export function SkeletonLines({ count, label = 'Loading' }: { count: number; label?: string }) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{label}</span>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <Skeleton key={index} className={cx('h-4', index % 3 === 2 ? 'w-1/2' : 'w-full')} />
      ))}
    </div>
  )
}
