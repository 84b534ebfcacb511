/** The SQL of the one row that says how far the sample community is, and the moment a transaction lives at. */
import { sql } from 'kysely'
import { firstRow, type Queryable, type Transaction } from '../../platform/db/database.ts'

export interface SampleRow {
  sample_id: string | null
  run_id: string | null
  state: 'making' | 'ready' | 'removing'
  done_count: number
  total_count: number
  owner_account_id: string
  started_at: Date
}

const columns = sql`sample_id, run_id, state, done_count, total_count, owner_account_id, started_at`

export async function findSampleRow(db: Queryable): Promise<SampleRow | undefined> {
  return firstRow(db, sql<SampleRow>`select ${columns} from samples_sample`)
}

/** Whoever makes and whoever removes it take turns. */
export async function lockSampleRow(tx: Transaction): Promise<SampleRow | undefined> {
  return firstRow(tx, sql<SampleRow>`select ${columns} from samples_sample for update`)
}

/** False when there is one already. */
export async function insertSample(tx: Transaction, ownerAccountId: string): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      insert into samples_sample (state, owner_account_id) values ('making', ${ownerAccountId})
      on conflict (is_the_one) do nothing returning is_the_one`,
  )
  return row !== undefined
}

export async function updateRun(tx: Transaction, runId: string): Promise<void> {
  await sql`update samples_sample set run_id = ${runId}`.execute(tx)
}

export interface SampleChange {
  sampleId: string | null
  state: SampleRow['state']
  doneCount: number
  totalCount: number
}

export async function updateSample(tx: Queryable, change: SampleChange): Promise<void> {
  await sql`
    update samples_sample
    set sample_id = ${change.sampleId}, state = ${change.state}, done_count = ${change.doneCount},
        total_count = ${change.totalCount}`.execute(tx)
}

/** Only the one that was removed: another may have been asked for meanwhile. */
export async function deleteSample(db: Queryable, sampleId: string | null): Promise<void> {
  await sql`
    delete from samples_sample
    where state = 'removing' and sample_id is not distinct from ${sampleId}::uuid`.execute(db)
}

export async function updateRemoved(db: Queryable, sampleId: string, doneCount: number): Promise<void> {
  await sql`
    update samples_sample set done_count = least(${doneCount}::bigint, total_count)
    where state = 'removing' and sample_id = ${sampleId}`.execute(db)
}

/** From here on the transaction lives at that moment: every decision and every default takes it for now. */
export async function setMoment(tx: Transaction, at: Date): Promise<void> {
  await sql`select set_config('guildhall.moment', ${at.toISOString()}, true)`.execute(tx)
}
