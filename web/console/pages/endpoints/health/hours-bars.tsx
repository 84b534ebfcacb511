/** Attempts per hour over the last day as tiny bars: what succeeded below, what failed on top of it. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useNow } from '../../../../ui/relative-time.tsx'
import { barsOf, hourCount, sumsInWords, sumsOf } from './hours.rules.ts'

interface Props {
  hours: OutgoingEndpoint['health']['hours']
  width?: number
}

const height = 24
const gap = 1
/** A failure among many successes is still seen. */
const partHeightMin = 2

export function HoursBars({ hours, width = 96 }: Props) {
  const bars = barsOf(hours, useNow())
  const highest = Math.max(1, ...bars.map(({ success, failed }) => success + failed))
  const step = width / hourCount
  const heightOf = (count: number) =>
    count === 0 ? 0 : Math.max(partHeightMin, (count / highest) * (height - 2 * partHeightMin))
  const label = sumsInWords(sumsOf(hours))
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block"
    >
      <title>{label}</title>
      {bars.map(({ success, failed }, index) => {
        const place = { x: index * step, width: step - gap }
        const [good, bad] = [heightOf(success), heightOf(failed)]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          <g key={index}>
            {success + failed === 0 && (
              <rect {...place} y={height - 1} height={1} fill="var(--color-line-strong)" />
            )}
            {good > 0 && <rect {...place} y={height - good} height={good} fill="var(--color-good)" />}
            {bad > 0 && <rect {...place} y={height - good - bad} height={bad} fill="var(--color-bad)" />}
          </g>
        )
      })}
    </svg>
  )
}
