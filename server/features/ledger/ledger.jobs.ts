/** Calendar work of the ledger. */
import type { Context } from '../../context.ts'
import type { JobDefinition } from '../../platform/jobs/jobs.ts'
import { expireHolds } from './holds/expire-holds.ts'

export function ledgerJobs(ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>): JobDefinition[] {
  return [
    {
      name: 'ledger.expire_holds',
      calendar: '* * * * *',
      async run() {
        await expireHolds(ctx)
      },
    },
  ]
}
