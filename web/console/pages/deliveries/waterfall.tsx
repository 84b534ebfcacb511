/** The phases of one attempt as a small waterfall: each bar begins where the one above ended. */
import type { Attempt } from '../../../../contracts/deliveries.ts'
import { durationWords, phasesOf } from './attempt-words.rules.ts'

const fills = [
  'var(--color-idle)',
  'var(--color-line-control)',
  'var(--color-accent-line)',
  'var(--color-accent)',
  'var(--color-accent-text)',
]
const barHeight = 8
/** In percent of the whole; a phase of no length is still seen. */
const barWidthMin = 0.6

export function Waterfall({ attempt }: { attempt: Attempt }) {
  const phases = phasesOf(attempt.phases)
  const whole = Math.max(attempt.phases.totalMs, 0.1)
  if (phases.every(({ ms }) => ms === null)) return null
  return (
    <dl
      aria-label={`Phases of attempt ${attempt.number}`}
      className="mt-2 grid max-w-md grid-cols-[4rem_minmax(0,1fr)_3.5rem] items-center gap-x-3 gap-y-0.5 text-12"
    >
      {phases.map(({ name, ms, startMs }, index) =>
        ms === null ? null : (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd aria-hidden>
              <svg
                aria-hidden
                viewBox={`0 0 100 ${barHeight}`}
                preserveAspectRatio="none"
                className="block h-2 w-full rounded-sm bg-sunken"
              >
                <rect
                  x={Math.min(100 - barWidthMin, (startMs / whole) * 100)}
                  width={Math.max(barWidthMin, (ms / whole) * 100)}
                  height={barHeight}
                  fill={fills[index]}
                />
              </svg>
            </dd>
            <dd className="text-right tabular-nums text-ink-2">{durationWords(ms)}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
