/** How many deliveries of a replay may go now, and when the next one may: its rate, without catching up for long. */

export interface Pace {
  perSecond: number
  /** From when the next one may go. */
  dueAt: Date
  now: Date
}

/** Small, so that the transaction of a batch is short. */
export const batchMax = 200
/** What was not sent for longer than this, as during a pause or an outage, is not made up for. */
const catchUpSeconds = 1

export function allowedNow({ perSecond, dueAt, now }: Pace): number {
  const lateSeconds = Math.min(catchUpSeconds, (now.getTime() - dueAt.getTime()) / 1000)
  if (lateSeconds < 0) return 0
  return Math.min(batchMax, Math.floor(lateSeconds * perSecond) + 1)
}

/** After `count` of them went. */
export function dueAfter({ perSecond, dueAt, now }: Pace, count: number): Date {
  const start = Math.max(dueAt.getTime(), now.getTime() - catchUpSeconds * 1000)
  return new Date(start + (count * 1000) / perSecond)
}

/** An endpoint with so much waiting is given no more: what happens now would stand behind it. */
export const backlogMax = (perSecond: number): number => Math.max(200, 2 * perSecond)
