/** The SQL of runs of the proof. */
import { sql } from 'kysely'
import type { AssetSums, ConservationFinding } from '../../../../contracts/conservation.ts'
import { firstRow, type Queryable, type Transaction } from '../../../platform/db/database.ts'

export interface RunRow {
  id: string
  state: 'running' | 'done' | 'failed'
  /** Those of runs before findings had subjects have none. */
  problems: (Omit<ConservationFinding, 'subject'> & Partial<Pick<ConservationFinding, 'subject'>>)[]
  assets: AssetSums[]
  started_at: Date
  finished_at: Date | null
}

/** Whether it was inserted: one runs at a time. One of more than an hour ago has lost its server. */
export async function insertRun(tx: Transaction, communityId: string, id: string): Promise<boolean> {
  await sql`
    update ledger_conservation_runs set state = 'failed', finished_at = guildhall_now()
    where community_id = ${communityId} and state = 'running'
      and started_at < guildhall_now() - interval '1 hour'`.execute(tx)
  const inserted = await firstRow(
    tx,
    sql<{ id: string }>`
      insert into ledger_conservation_runs (community_id, id) values (${communityId}, ${id})
      on conflict do nothing returning id`,
  )
  return inserted !== undefined
}

/** It runs for minutes where there is much to prove; whoever waits is told how far it is. */
export async function noteSteps(
  tx: Transaction,
  communityId: string,
  id: string,
  { done, count }: { done: number; count: number },
): Promise<void> {
  await sql`
    update ledger_conservation_runs set steps_done = ${done}, step_count = ${count}
    where community_id = ${communityId} and id = ${id} and state = 'running'`.execute(tx)
}

export interface RunResult {
  state: 'done' | 'failed'
  problems: readonly ConservationFinding[]
  assets: readonly AssetSums[]
}

/** Only the newest that has finished is kept. */
export async function finishRun(
  tx: Transaction,
  communityId: string,
  id: string,
  { state, problems, assets }: RunResult,
): Promise<void> {
  await sql`
    update ledger_conservation_runs
    set state = ${state}, problems = ${JSON.stringify(problems)}, assets = ${JSON.stringify(assets)},
        finished_at = guildhall_now()
    where community_id = ${communityId} and id = ${id}`.execute(tx)
  await sql`
    delete from ledger_conservation_runs
    where community_id = ${communityId} and id <> ${id} and state <> 'running'`.execute(tx)
}

export async function findFinishedRun(db: Queryable, communityId: string): Promise<RunRow | undefined> {
  return firstRow(
    db,
    sql<RunRow>`
      select id, state, problems, assets, started_at, finished_at from ledger_conservation_runs
      where community_id = ${communityId} and state <> 'running' order by finished_at desc limit 1`,
  )
}

export interface RunningRow {
  id: string
  started_at: Date
  steps_done: number
  step_count: number
}

export async function findRunning(db: Queryable, communityId: string): Promise<RunningRow | undefined> {
  return firstRow(
    db,
    sql<RunningRow>`
      select id, started_at, steps_done, step_count from ledger_conservation_runs
      where community_id = ${communityId} and state = 'running'`,
  )
}
