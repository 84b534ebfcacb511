/**
 * Follows the event log and adds every `currency.changed` to the sums of its day. The cursor moves in the
 * transaction of the sums, so each event counts once, whatever stops in between.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../../platform/db/database.ts'
import { passNext } from '../../../platform/events/reader.ts'
import { addUp } from './add-up.store.ts'

const reader = 'insights.economy'
const stepEvents = 1_000
/** Of the time at most a fifth: nobody waits for these sums, and under load a minute has 200,000 events. */
const restShare = 4

export async function readEconomy(db: Database): Promise<void> {
  for (;;) {
    const started = performance.now()
    const count = await passNext(db, reader, stepEvents, addUp)
    if (count < stepEvents) return
    await sleep(restShare * (performance.now() - started))
  }
}
