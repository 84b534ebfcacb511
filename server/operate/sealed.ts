/** Everything that the master key opens, of all features; and what else ends without it. */
import { features } from '../features/index.ts'
import { sealedAnswers } from '../platform/http/idempotency.ts'
import type { SealedColumn } from '../platform/sealed-columns.ts'

export const sealedColumns: readonly SealedColumn[] = [
  ...features.flatMap(({ sealed = [] }) => sealed),
  sealedAnswers,
]

/** In words, one loss each. */
export const lostWithoutMasterKey: readonly string[] = [
  ...sealedColumns.map(({ what }) => what),
  'sessions (everybody signs in again; passwords and API keys stay valid)',
]
