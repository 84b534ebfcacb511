/**
 * Cancels the orders that were chosen: says first what comes back, then how far it is, and at the end which of them could
 * not be canceled and why. When all could be, it closes by itself.
 */
import type { Order } from '../../../../contracts/fills.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { asCanceled, canceledWords, isMint, ordersOf } from './cancel-orders.rules.ts'
import { CanceledUnits, CancelResult } from './cancel-result.tsx'
import { useCancelOrders } from './use-cancel-orders.ts'

interface Props {
  /** As they were when they were chosen. */
  orders: readonly Order[]
  onClose: () => void
}

export function CancelOrdersDialog({ orders, onClose }: Props) {
  const toast = useToast()
  const work = useCancelOrders(orders, (all) => {
    onClose()
    toast.done(canceledWords(all))
  })
  const { phase, triedCount, start, stop, tryAgain } = work
  const isCanceling = phase === 'canceling'
  const again = phase === 'done' ? tryAgain : start
  return (
    <Dialog
      title={phase === 'done' ? 'Not all orders were canceled' : `Cancel ${ordersOf(orders.length)}?`}
      description={
        phase === 'done'
          ? `${triedCount - work.refused.length} of ${ordersOf(orders.length)} canceled.`
          : whatIsLost(orders)
      }
      mustAnswer
      onClose={isCanceling ? stop : onClose}
      footer={
        <>
          <Button onClick={isCanceling ? stop : onClose}>{dismissWords[phase]}</Button>
          {again && (
            <Button variant={phase === 'done' ? 'primary' : 'danger'} isPending={isCanceling} onClick={again}>
              {phase === 'done' ? 'Try again' : 'Cancel orders'}
            </Button>
          )}
        </>
      }
    >
      {phase === 'done' ? (
        <CancelResult {...work} />
      ) : (
        <div className="flex flex-col gap-4">
          <CanceledUnits canceled={orders.map(asCanceled)} tense="future" />
          {isCanceling && (
            <div className="flex flex-col gap-1">
              <ProgressBar label="Orders that were tried" value={triedCount} max={orders.length} />
              <p role="status" className="text-12 text-ink-2">
                {triedCount} of {ordersOf(orders.length)}
              </p>
            </div>
          )}
        </div>
      )}
    </Dialog>
  )
}

const dismissWords = { asking: 'Keep them', canceling: 'Stop', done: 'Close' } as const

function whatIsLost(orders: readonly Order[]): string {
  const sold = orders.every(isMint) ? [] : ['What is sold before that stays sold.']
  const asked = orders.some(isMint) ? ['What the game may have acted on already cannot be canceled.'] : []
  return [...sold, ...asked].join(' ')
}
