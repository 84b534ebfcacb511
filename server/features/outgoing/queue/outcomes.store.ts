/** The SQL of how deliveries ended. */
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'

export interface OutcomeRow {
  communityId: string
  deliveryId: string
  endpointId: string
  status: 'success' | 'failed' | 'superseded' | 'canceled'
  attemptCount: number
  reason: string | null
}

export const insertOutcomes = bulkInsert<OutcomeRow>('outgoing_insert_outcomes', 'outgoing_outcomes', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['delivery_id', 'uuid', (row) => row.deliveryId],
  ['endpoint_id', 'uuid', (row) => row.endpointId],
  ['status', 'text', (row) => row.status],
  ['attempt_count', 'smallint', (row) => row.attemptCount],
  ['reason', 'text', (row) => row.reason],
])
