/** The filters of Histories as they stand in the address, and the query they make. */
import type { Receipt } from '../../../../../contracts/receipts.ts'

export interface HistoriesSearch {
  /** `waiting`: of the pending, those that wait for a member. */
  status?: string
  webhook?: string
  /** Days of the reader's calendar, e.g. 2026-11-23; both are included. */
  from?: string
  to?: string
}

const statuses: readonly Receipt['status'][] = ['pending', 'success', 'failed']
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function queryOf({ status, webhook, from, to }: HistoriesSearch) {
  const known = statuses.find((each) => each === status)
  const start = dayStart(from, 0)
  const end = dayStart(to, 1)
  return {
    ...(known === undefined ? {} : { status: known }),
    ...(status === 'waiting' ? { outcome: 'awaiting_member' as const } : {}),
    ...(webhook === undefined || !idPattern.test(webhook) ? {} : { webhookId: webhook }),
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
  }
}

/** The moments of a query alone, as repairs take them. */
export const momentsOf = ({ from, to }: ReturnType<typeof queryOf>) => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

/** The beginning of a day, or of one of the days after it, where the reader is. */
function dayStart(day: string | undefined, daysLater: number): string | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '')
  if (found === null) return undefined
  const date = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + daysLater)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
