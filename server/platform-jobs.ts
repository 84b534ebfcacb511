/** Calendar work that belongs to no feature: partitions ahead of time, and forgetting what is promised to be forgotten. */
import type { Context } from './context.ts'
import { ensurePartitions } from './platform/db/partitions.store.ts'
import { deleteOldKeys } from './platform/http/idempotency.store.ts'
import type { JobDefinition } from './platform/jobs/jobs.ts'

export function platformJobs(ctx: Pick<Context, 'db' | 'log'>): JobDefinition[] {
  return [
    {
      name: 'platform.ensure_partitions',
      calendar: '5 3 * * *',
      async run() {
        const made = await ensurePartitions(ctx.db)
        if (made > 0) ctx.log.info({ made }, 'partitions were made ahead of time')
      },
    },
    {
      name: 'platform.forget_idempotency_keys',
      calendar: '41 3 * * *',
      async run() {
        // In short transactions, so that the horizon of the event log is never held back.
        while ((await deleteOldKeys(ctx.db, 500)) === 500);
      },
    },
  ]
}
