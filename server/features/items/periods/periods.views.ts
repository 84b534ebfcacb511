/** Periods as the contract shows them. */
import type { Period } from '../../../../contracts/periods.ts'
import type { PeriodRow } from './period.ts'
import { periodState } from './periods.rules.ts'

export function viewPeriod(row: PeriodRow, now: Date): Period {
  return {
    id: row.id,
    appId: row.app_id,
    memberId: row.member_id,
    itemId: row.item_id,
    itemUri: row.item_uri,
    name: row.name,
    state: periodState(row, now),
    startedAt: row.started_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedReason: row.revoked_reason,
    version: row.version,
  }
}

/** What every event says of the period it is about. */
export const toldPeriod = (row: PeriodRow) => ({
  periodId: row.id,
  appId: row.app_id,
  memberId: row.member_id,
  itemId: row.item_id,
  itemUri: row.item_uri,
})
