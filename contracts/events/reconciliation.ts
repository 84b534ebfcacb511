/** Events of reconciliations. */
import { ReconciliationSummary } from '../reconciliations.ts'
import { Id } from '../values.ts'
import { event, exampleId } from './event-type.ts'

export const reconciliationMismatched = event(
  'reconciliation.mismatched',
  'A game believes something else than the ledger says, and nothing that is in motion explains it',
  { reconciliationId: Id, appId: Id, counts: ReconciliationSummary.properties.counts },
  {
    reconciliationId: exampleId,
    appId: exampleId,
    counts: { differs: 1, in_motion: 2, unknown_item: 0, unknown_member: 0, missing: 0 },
  },
)
