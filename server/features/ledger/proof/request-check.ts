/** Asks for a run of the proof, and reads the last. The run itself is made by who knows the checks of all features. */
import type { ConservationRun, RunningProof } from '../../../../contracts/conservation.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { findFinishedRun, findRunning, insertRun } from './runs.store.ts'

/** Its payload is a `RequestedCheck`. */
export const conservationJob = 'operate.prove_conservation'

export interface RequestedCheck {
  communityId: string
  runId: string
}

export async function requestCheck(
  ctx: Pick<Context, 'ids' | 'jobs' | 'inTransaction'>,
  communityId: string,
): Promise<{ id: string; state: 'running' }> {
  return ctx.inTransaction(async (tx) => {
    const runId = ctx.ids.next()
    if (!(await insertRun(tx, communityId, runId))) return refuse('check_running', 'Wait until it has ended.')
    await ctx.jobs.enqueue(tx, conservationJob, { communityId, runId } satisfies RequestedCheck)
    return { id: runId, state: 'running' }
  })
}

export async function getConservation(
  ctx: Pick<Context, 'db'>,
  communityId: string,
): Promise<{ last: ConservationRun | null; isRunning: boolean; running: RunningProof | null }> {
  const row = await findFinishedRun(ctx.db, communityId)
  const running = await findRunning(ctx.db, communityId)
  const last = row && {
    ...{ id: row.id, state: row.state, assets: row.assets },
    problems: row.problems.map(({ subject = null, ...problem }) => ({ ...problem, subject })),
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
  return {
    ...{ last: last ?? null, isRunning: running !== undefined },
    running: running
      ? {
          ...{ id: running.id, startedAt: running.started_at.toISOString() },
          ...{ stepsDone: running.steps_done, stepCount: running.step_count },
        }
      : null,
  }
}
