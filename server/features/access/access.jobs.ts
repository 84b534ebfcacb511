/** The daily clean-up of sign-in, and the letters that leave. */
import type { Context } from '../../context.ts'
import type { JobDefinition } from '../../platform/jobs/jobs.ts'
import { deleteExpired } from './access.store.ts'
import type { AccessEngine } from './engine.ts'

export function accessJobs(ctx: Pick<Context, 'db'>, { mail }: AccessEngine): JobDefinition[] {
  return [...mail.jobs, { name: 'access_sweep', calendar: '23 4 * * *', run: () => deleteExpired(ctx.db) }]
}
