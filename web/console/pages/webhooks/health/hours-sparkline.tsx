/** Requests per hour over the last day as a tiny line; a flat one where nothing came. */
import type { WebhookHealth } from '../../../../../contracts/insights.ts'
import { Sparkline } from '../../../../ui/sparkline.tsx'
import { daySumsOf, hoursInWords } from './health.rules.ts'

interface Props {
  hours: WebhookHealth['hours']
  width?: number
}

export function HoursSparkline({ hours, width = 88 }: Props) {
  const sums = daySumsOf(hours)
  return <Sparkline values={sums.perHour} label={hoursInWords(sums)} width={width} />
}
