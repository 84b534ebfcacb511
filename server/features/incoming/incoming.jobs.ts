/** Calendar work of incoming webhooks. */
import type { Context } from '../../context.ts'
import type { JobDefinition } from '../../platform/jobs/jobs.ts'
import { removeOldDeliveries } from '../outgoing/index.ts'
import { deleteOldDaySums, deleteOldEventIds } from './incoming-jobs.store.ts'
import { getRetention } from './retention/get-retention.ts'
import { removalJob, removeOldReceipts } from './retention/remove-old-receipts.ts'
import type { WebhookAddress } from './webhooks/webhook.ts'

export function incomingJobs(ctx: Pick<Context, 'db' | 'jobs' | 'inTransaction'>): JobDefinition[] {
  return [
    {
      name: 'incoming.forget_event_ids',
      calendar: '17 * * * *',
      async run() {
        // In short transactions, so that the horizon of the event log is never held back.
        while ((await deleteOldEventIds(ctx.db, 500)) === 500);
      },
    },
    {
      name: removalJob,
      calendar: '10 4 * * *',
      run: (payload) => removeOldReceipts(ctx, (payload as { after?: WebhookAddress | null }).after ?? null),
    },
    {
      // Here, because the days are a setting of this feature, which comes after `outgoing`.
      name: 'incoming.remove_old_deliveries',
      calendar: '40 4 * * *',
      run: async () => removeOldDeliveries(ctx, await getRetention(ctx)),
    },
    {
      name: 'incoming.forget_day_sums',
      calendar: '23 1 * * *',
      async run() {
        while ((await deleteOldDaySums(ctx.db, 500)) === 500);
      },
    },
  ]
}
