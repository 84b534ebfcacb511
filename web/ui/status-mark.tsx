/**
 * How a request ended, as the seed shows it: Success green tick, Failed red cross, Pending gray circle; Waiting is a
 * pending one that a member will set going.
 */
import { Circle, CircleCheck, CircleX, Hourglass, type LucideIcon } from 'lucide-react'
import { cx } from './cx.ts'

export type Status = 'pending' | 'success' | 'failed' | 'waiting'

const marks: Record<Status, { icon: LucideIcon; label: string; color: string }> = {
  success: { icon: CircleCheck, label: 'Success', color: 'text-good' },
  failed: { icon: CircleX, label: 'Failed', color: 'text-bad' },
  pending: { icon: Circle, label: 'Pending', color: 'text-idle' },
  waiting: { icon: Hourglass, label: 'Waiting', color: 'text-idle' },
}

export const statusLabel = (status: Status) => marks[status].label

export function StatusMark({ status, note }: { status: Status; note?: string | null }) {
  const { icon: Icon, label, color } = marks[status]
  return (
    <span className="inline-flex min-w-0 items-center gap-2 whitespace-nowrap align-middle">
      <Icon aria-hidden className={cx('size-4 shrink-0', color)} />
      <span className={cx('text-13 font-medium', color)}>{label}</span>
      {note && <span className="truncate text-12 text-ink-3">{note}</span>}
    </span>
  )
}
