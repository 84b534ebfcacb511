/** The first steps of a community, ticked as they come true; gone when all are done. */
import { Check } from 'lucide-react'
import type { IncomingWebhook } from '../../../../contracts/incoming.ts'
import { useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { cx } from '../../../ui/cx.ts'
import { Section } from '../../../ui/section.tsx'
import { firstStepsOf, type Step } from './first-steps.rules.ts'

interface Props {
  webhooks: readonly IncomingWebhook[]
  memberCount: number
  hasLogs: boolean
}

export function FirstSteps({ webhooks, memberCount, hasLogs }: Props) {
  const steps = firstStepsOf({ webhooks, memberCount, hasLogs })
  const next = steps.find(({ isDone }) => !isDone)
  if (next === undefined) return null
  const doneCount = steps.filter(({ isDone }) => isDone).length
  return (
    <Section
      title="First steps"
      description={`${doneCount} of ${steps.length} done. In the end a game’s request changes a member’s XP and Coins.`}
      isFlush
    >
      <ol className="divide-y divide-line">
        {steps.map((step, index) => (
          <li key={step.title} className="flex items-center gap-3 px-4 py-3">
            <span
              className={cx(
                'flex size-6 shrink-0 items-center justify-center rounded-full text-12 font-semibold',
                step.isDone
                  ? 'bg-good-soft text-good'
                  : step === next
                    ? 'bg-accent text-accent-ink'
                    : 'bg-idle-soft text-ink-2',
              )}
            >
              {step.isDone ? <Check aria-hidden className="size-4" /> : index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <p className={cx('text-13 font-medium', step.isDone ? 'text-ink-3' : 'text-ink')}>
                {step.title}
                <span className="sr-only">{step.isDone ? ' (done)' : ' (not done yet)'}</span>
              </p>
              {!step.isDone && <p className="max-w-[72ch] text-pretty text-12 text-ink-3">{step.words}</p>}
            </div>
            {step === next && <StepLink step={step} />}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function StepLink({ step: { target, verb } }: { step: Step }) {
  const params = { community: useMembership().communityId }
  const look = { variant: 'primary', size: 'small', children: verb } as const
  switch (target.place) {
    case 'members':
      return <ButtonLink to="/console/$community/members" params={params} {...look} />
    case 'new_webhook':
      return <ButtonLink to="/console/$community/webhooks/new" params={params} {...look} />
    case 'logs':
      return <ButtonLink to="/console/$community/settings/gamification-logs" params={params} {...look} />
    case 'webhook':
      return (
        <ButtonLink
          to="/console/$community/webhooks/$webhookId"
          params={{ ...params, webhookId: target.webhookId }}
          {...look}
        />
      )
  }
}
