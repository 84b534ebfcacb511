/**
 * Follows the event log and adds every `currency.changed` to the sums of its day. The cursor moves in the
 * transaction of the sums, so each event counts once, whatever stops in between.
 */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { Database, Transaction } from '../../../platform/db/database.ts'
import { type LoggedEvent, readNext } from '../../../platform/events/reader.ts'
import { addAssetSums, addDayFlows } from './economy.store.ts'
import { type CurrencyChange, flowsOf } from './flows.rules.ts'

const economyReader = { name: 'insights.economy' }
const batchEvents = 2_000

export async function readEconomy(db: Database): Promise<void> {
  while ((await readNext(db, economyReader, batchEvents, addUp)) > 0);
}

async function addUp(tx: Transaction, events: readonly LoggedEvent[]): Promise<void> {
  const changes = events.filter(({ type }) => type === 'currency.changed').map(changeOf)
  if (changes.length === 0) return
  const { days, sums } = flowsOf(changes)
  await addDayFlows(tx, days)
  await addAssetSums(tx, sums)
}

function changeOf(event: LoggedEvent): CurrencyChange {
  const { asset, action, amount, balance, moved = 0 } = event.payload as EventPayload<'currency.changed'>
  return {
    communityId: event.community_id,
    asset,
    day: event.created_at.toISOString().slice(0, 10),
    action,
    causeKind: event.cause_kind,
    amount,
    balance,
    moved,
  }
}
