/** What became of the requests of the last 24 hours; how many wait for a member, if any do. */
import { Circle, CircleCheck, CircleX, Hourglass } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { formatShort } from '../../../../ui/amount.rules.ts'
import { cx } from '../../../../ui/cx.ts'

const marks = [
  { key: 'success', icon: CircleCheck, word: 'Success', color: 'text-good' },
  { key: 'failed', icon: CircleX, word: 'Failed', color: 'text-bad' },
  { key: 'pending', icon: Circle, word: 'Pending', color: 'text-idle' },
  { key: 'awaitingMember', icon: Hourglass, word: 'Waiting for a member', color: 'text-idle' },
] as const

export function WebhookCounts({ counts }: { counts: IncomingWebhook['counts'] }) {
  return (
    <span className="inline-flex items-center gap-3 tabular-nums">
      {marks.map(({ key, icon: Icon, word, color }) => {
        const count = key === 'pending' ? counts.pending - counts.awaitingMember : counts[key]
        if (key === 'awaitingMember' && count === 0) return null
        return (
          <span
            key={key}
            title={`${word}: ${count}`}
            className={cx('inline-flex items-center gap-1', count === 0 ? 'text-ink-3' : color)}
          >
            <Icon aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">{word}</span>
            <span className={cx(count > 0 && 'font-medium')}>{formatShort(count)}</span>
          </span>
        )
      })}
    </span>
  )
}
