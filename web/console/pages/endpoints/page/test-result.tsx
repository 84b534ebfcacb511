/** What became of a test, as it happens: sent, answered, or tried again. */
import { LoaderCircle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { answerWords } from '../../deliveries/attempt-words.rules.ts'
import { DeliveryStatusMark } from '../../deliveries/delivery-status-mark.tsx'
import { useDelivery } from '../../deliveries/use-delivery.ts'
import { NextAttempt } from '../health/next-attempt.tsx'

interface Props {
  deliveryId: string
  /** The way to its story. */
  open: ReactNode
  onClose: () => void
}

export function TestResult({ deliveryId, open, onClose }: Props) {
  const { delivery, attempts } = useDelivery(deliveryId)
  const last = attempts.data?.data.at(-1)
  const status = delivery.data?.status ?? 'pending'
  return (
    <section
      aria-label="Result of the test"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-3"
    >
      <div
        role="status"
        className="flex min-w-0 flex-1 basis-60 flex-wrap items-center gap-x-3 gap-y-1 text-13"
      >
        {last === undefined && status === 'pending' ? (
          <>
            <LoaderCircle aria-hidden className="size-4 animate-spin text-ink-3" />
            <span className="text-ink-2">The test is on its way.</span>
          </>
        ) : (
          <>
            <DeliveryStatusMark status={status} />
            <span className="text-ink">{last ? answerWords(last) : delivery.data?.reason}</span>
            {status === 'pending' && delivery.data?.nextAttemptAt && (
              <span className="text-ink-3">
                Next try <NextAttempt at={delivery.data.nextAttemptAt} className="text-ink-3" />
              </span>
            )}
          </>
        )}
      </div>
      <span className="flex items-center gap-1">
        {open}
        <IconButton label="Dismiss the result" icon={X} onClick={onClose} />
      </span>
    </section>
  )
}
