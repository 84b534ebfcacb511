/** How a delivery stands: the three marks of Histories, and the two ends that are nobody's failure. */
import { CircleMinus, CircleSlash, type LucideIcon } from 'lucide-react'
import type { DeliveryStatus } from '../../../../contracts/deliveries.ts'
import { StatusMark } from '../../../ui/status-mark.tsx'

const ends: Record<'superseded' | 'canceled', { icon: LucideIcon; label: string }> = {
  superseded: { icon: CircleMinus, label: 'Superseded' },
  canceled: { icon: CircleSlash, label: 'Canceled' },
}

export const deliveryStatusOptions: { value: DeliveryStatus; label: string }[] = [
  { value: 'success', label: 'Success' },
  { value: 'failed', label: 'Failed' },
  { value: 'pending', label: 'Pending' },
  { value: 'superseded', label: 'Superseded' },
  { value: 'canceled', label: 'Canceled' },
]

export function DeliveryStatusMark({ status }: { status: DeliveryStatus }) {
  if (status !== 'superseded' && status !== 'canceled') return <StatusMark status={status} />
  const { icon: Icon, label } = ends[status]
  return (
    <span className="inline-flex min-w-0 items-center gap-2 whitespace-nowrap align-middle">
      <Icon aria-hidden className="size-4 shrink-0 text-idle" />
      <span className="text-13 font-medium text-idle">{label}</span>
    </span>
  )
}
