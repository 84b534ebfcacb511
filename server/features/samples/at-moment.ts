/** The context of actions that happen at a moment of the past: its clock, its ids, and one transaction for all of it. */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { createEvents } from '../../platform/events/events.ts'
import { createIds } from '../../platform/ids.ts'
import { setMoment } from './samples.store.ts'

export async function atMoment(ctx: Context, tx: Transaction, at: number): Promise<Context> {
  await setMoment(tx, new Date(at))
  const clock = { now: () => at }
  const ids = createIds(clock)
  const db = tx as unknown as Context['db']
  return { ...ctx, db, clock, ids, events: createEvents(ids), inTransaction: (work) => work(tx) }
}
