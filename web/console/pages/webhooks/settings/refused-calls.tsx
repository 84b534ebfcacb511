/** Calls that were turned away before anything was stored, by reason. */
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { refusedReason } from '../list/refused-calls.rules.ts'

export function RefusedCalls({ refused }: Pick<IncomingWebhook, 'refused'>) {
  return (
    <Section
      title="Turned away"
      description="Calls of which nothing was stored: they do not appear in Histories."
      isFlush={refused.length > 0}
    >
      {refused.length === 0 ? (
        <p className="text-13 text-ink-2">None.</p>
      ) : (
        <ul className="divide-y divide-line">
          {refused.map((each) => (
            <li key={each.reason} className="flex items-baseline justify-between gap-4 px-4 py-2 text-13">
              <span className="min-w-0 text-ink">{refusedReason(each)}</span>
              <span className="flex shrink-0 gap-3">
                <span className="font-medium tabular-nums text-warn">{formatCount(each.count)}</span>
                <span className="text-ink-3">
                  last <RelativeTime at={each.lastAt} className="text-ink-3" />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
