/** What happened to a delivery, in order: the event, the plan, each attempt with its phases, and what comes next. */
import { CalendarPlus, CircleCheck, CircleX, Clock, Flag, type LucideIcon, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Attempt } from '../../../../contracts/deliveries.ts'
import type { Answer } from '../../../api/contract-types.ts'
import { cx } from '../../../ui/cx.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { NextAttempt } from '../endpoints/health/next-attempt.tsx'
import { answerWords, eventMomentOf, isSuccess } from './attempt-words.rules.ts'
import { Waterfall } from './waterfall.tsx'

interface Props {
  delivery: Answer<'getDelivery'>
  attempts: readonly Attempt[]
}

/** Of a long story the reader needs the end; all of it stands under Attempts. */
const shownAttemptsMax = 12

const endWords = {
  success: 'Delivered',
  failed: 'Given up',
  superseded: 'Superseded by a newer one',
  canceled: 'Canceled',
} as const

export function DeliveryTimeline({ delivery, attempts }: Props) {
  const { body, eventType, endpointName, createdAt, nextAttemptAt, finishedAt, status } = delivery
  const shown = attempts.slice(-shownAttemptsMax)
  const leftOut = attempts.length - shown.length
  const moment = eventMomentOf(body)
  return (
    <ol className="flex flex-col px-4 py-4">
      <Step icon={Zap} title={<code className="font-mono text-12">{eventType}</code>} at={moment}>
        It happened.
      </Step>
      <Step icon={CalendarPlus} title="Planned" at={createdAt}>
        For {endpointName}.
      </Step>
      {leftOut > 0 && (
        <Step
          icon={Clock}
          title={leftOut === 1 ? 'One earlier attempt' : `${leftOut} earlier attempts`}
          at={null}
        >
          They stand under Attempts.
        </Step>
      )}
      {shown.map((attempt) => (
        <Step
          key={attempt.id}
          icon={isSuccess(attempt) ? CircleCheck : CircleX}
          tone={isSuccess(attempt) ? 'text-good' : 'text-bad'}
          title={`Attempt ${attempt.number} ${isSuccess(attempt) ? 'succeeded' : 'failed'}`}
          at={attempt.startedAt}
        >
          <span className="block [overflow-wrap:anywhere]">{answerWords(attempt)}</span>
          <Waterfall attempt={attempt} />
        </Step>
      ))}
      {status === 'pending' ? (
        <Step
          icon={Clock}
          title={
            nextAttemptAt === null ? (
              'Waiting'
            ) : (
              <>
                {attempts.length === 0 ? 'First try' : 'Next try'}{' '}
                <NextAttempt at={nextAttemptAt} className="text-ink" />
              </>
            )
          }
          at={null}
          isLast
        />
      ) : (
        <Step icon={Flag} title={endWords[status]} at={finishedAt} isLast />
      )}
    </ol>
  )
}

interface StepProps {
  icon: LucideIcon
  title: ReactNode
  at: string | null
  tone?: string
  isLast?: boolean
  children?: ReactNode
}

function Step({ icon: Icon, title, at, tone = 'text-ink-3', isLast, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span className="flex flex-col items-center">
        <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', tone)} />
        {!isLast && <span aria-hidden className="my-1 w-px flex-1 bg-line-strong" />}
      </span>
      <div className={cx('min-w-0 flex-1 text-13', !isLast && 'pb-4')}>
        <p className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 font-medium text-ink">{title}</span>
          {at !== null && <RelativeTime at={at} className="shrink-0 text-12 text-ink-3" />}
        </p>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
    </li>
  )
}
