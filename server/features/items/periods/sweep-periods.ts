/** Tells what the clock did: active time that is over, and such that soon will be. A batch in each transaction. */
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import { lockInventories } from '../postings/inventories.store.ts'
import type { PeriodRow } from './period.ts'
import { toldPeriod } from './periods.views.ts'
import { publishActiveTime } from './publish-active-time.ts'
import { claimEnded, claimExpiring, claimOne, listLoud } from './sweeps.store.ts'
import { endOf } from './tell-end.ts'

type SweepContext = Pick<Context, 'db' | 'events' | 'inTransaction'>

const batchPeriodsMax = 200

/** Answers how many were told of. */
export async function sweepPeriods(ctx: SweepContext): Promise<number> {
  const ended = await inBatches(ctx, claimEnded, endOf)
  const told = await tellLoud(ctx)
  return ended + told + (await inBatches(ctx, claimExpiring, noticeOf))
}

async function inBatches(
  ctx: SweepContext,
  claim: (tx: Transaction, count: number) => Promise<PeriodRow[]>,
  tell: (period: PeriodRow, now: Date) => NewEvent | undefined,
): Promise<number> {
  let total = 0
  for (;;) {
    const count = await ctx.inTransaction(async (tx) => {
      const due = await claim(tx, batchPeriodsMax)
      const now = await decisionTime(tx)
      await ctx.events.publishAll(
        tx,
        due.flatMap((period) => tell(period, now) ?? []),
      )
      return due.length
    })
    total += count
    if (count < batchPeriodsMax) return total
  }
}

/** The inventory first, as wherever active time changes: so the game is told in the order of the changes. */
async function tellLoud(ctx: SweepContext): Promise<number> {
  const due = await listLoud(ctx.db, batchPeriodsMax)
  for (const row of due) {
    const holder = { communityId: row.community_id, appId: row.app_id, memberId: row.member_id }
    await ctx.inTransaction(async (tx) => {
      const sequences = await lockInventories(tx, holder, [row.member_id])
      const period = await claimOne(tx, row)
      if (!period) return
      const event = endOf(period)
      await ctx.events.publish(tx, event)
      await publishActiveTime(tx, ctx, holder, {
        ...{ actor: event.actor, cause: event.cause, sequence: sequences.get(row.member_id) ?? 0 },
        ended: { itemUri: period.item_uri, at: period.expires_at },
      })
    })
  }
  return due.length
}

/** Nothing for one that is over: a server that was away tells the end, and not that it will come. */
function noticeOf(period: PeriodRow, now: Date): NewEvent | undefined {
  const secondsLeft = Math.ceil((period.expires_at.getTime() - now.getTime()) / 1000)
  if (secondsLeft <= 0) return undefined
  return {
    communityId: period.community_id,
    type: 'period.expiring',
    subjectId: period.member_id,
    payload: { ...toldPeriod(period), expiresAt: period.expires_at.toISOString(), secondsLeft },
    actor: { kind: 'system', id: null, label: 'Expiring' },
    cause: { kind: 'expiry', id: period.id },
  }
}
