/** What replays of deliveries are called, and how far one is. */
import type { Replay, ReplayPreview } from '../../../../../contracts/replays.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'

export const deliveriesWords = (count: number) =>
  count === 1 ? '1 delivery' : `${formatCount(count)} deliveries`

const stateEnds = { running: '', paused: ': paused', canceled: ': canceled', finished: ': done' } as const

export function stateWords({ kind, state, counts, endpointName }: Replay): string {
  const where = endpointName === null ? '' : ` to ${endpointName}`
  const what =
    kind === 'missed'
      ? `Sending what was missed${where}`
      : `Sending ${deliveriesWords(counts.total)} again${where}`
  return what + stateEnds[state]
}

/** e.g. "120 of 500 sent again · 50 per second, about 8 s left". */
export function progressWords({ counts, perSecond, secondsLeft, state, isHeldBack }: Replay): string {
  const { done, total, skipped } = counts
  const words = [`${formatCount(done)} of ${formatCount(total)} put into the queue`]
  if (skipped > 0) words.push(`${formatCount(skipped)} left out`)
  if (state === 'running' && isHeldBack) words.push('waits: the receiver has much before it')
  else if (state === 'running' && secondsLeft !== null) {
    words.push(`${formatCount(perSecond)} per second, about ${timeWords(secondsLeft)} left`)
  }
  return words.join(' · ')
}

function timeWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}

/** What a preview counts, line by line, without those that are nothing. */
export function previewLines(preview: ReplayPreview): { name: string; count: number }[] {
  const ended = {
    success: 'Delivered before',
    failed: 'Failed',
    superseded: 'Superseded',
    canceled: 'Canceled',
  }
  return [
    ...preview.statuses.map(({ status, count }) => ({ name: ended[status], count })),
    { name: 'Never planned', count: preview.unplannedCount },
    { name: 'Left out: the endpoint is not active', count: preview.inactiveCount },
    { name: 'Left out: from before the first moment', count: preview.earlierCount },
  ].filter(({ count }) => count > 0)
}

/** Whole numbers from 1 on; anything else is none. */
export function rateOf(text: string, max: number): number | undefined {
  const rate = Number(text)
  return /^\d{1,4}$/.test(text.trim()) && rate >= 1 && rate <= max ? rate : undefined
}
