/** Calendar work of incoming webhooks. */
import type { Context } from '../../context.ts'
import type { JobDefinition } from '../../platform/jobs/jobs.ts'
import { deleteOldEventIds } from './incoming-jobs.store.ts'

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
  ]
}
