/** Tells what the clock did: active time that is over, and such that soon will be. A batch in each transaction. */
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import type { PeriodRow } from './period.ts'
import { toldPeriod } from './periods.views.ts'
import { claimEnded, claimExpiring } from './sweeps.store.ts'
import { endOf } from './tell-end.ts'

type SweepContext = Pick<Context, 'events' | 'inTransaction'>

const batchPeriodsMax = 200

/** Answers how many were told of. */
export async function sweepPeriods(ctx: SweepContext): Promise<number> {
  const ended = await inBatches(ctx, claimEnded, endOf)
  return ended + (await inBatches(ctx, claimExpiring, noticeOf))
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
