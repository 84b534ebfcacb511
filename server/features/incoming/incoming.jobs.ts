/** Calendar work of incoming webhooks. */
import type { Context } from '../../context.ts'
import type { JobDefinition } from '../../platform/jobs/jobs.ts'
import { deleteOldDaySums, deleteOldEventIds } from './incoming-jobs.store.ts'

export function incomingJobs(ctx: Pick<Context, 'db'>): JobDefinition[] {
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
      name: 'incoming.forget_day_sums',
      calendar: '23 1 * * *',
      async run() {
        while ((await deleteOldDaySums(ctx.db, 500)) === 500);
      },
    },
  ]
}
