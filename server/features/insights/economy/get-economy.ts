/** The economy of a community over some days: what was issued and spent, by what, and what is in circulation. */
import type { EconomyAsset } from '../../../../contracts/insights.ts'
import type { Context } from '../../../context.ts'
import { listAssetRows } from '../../ledger/index.ts'
import { added, daysBetween } from './days.rules.ts'
import {
  type DaySum,
  findToday,
  listAssetSums,
  listDaySums,
  listSourceSums,
  type SourceSum,
} from './economy.store.ts'

const flowCountMax = 5

export async function getEconomy(ctx: Pick<Context, 'db'>, communityId: string, dayCount: number) {
  const today = await findToday(ctx.db)
  const days = daysBetween(today, dayCount)
  const from = days[0] ?? today
  const daySums = await listDaySums(ctx.db, communityId, from)
  const sourceSums = await listSourceSums(ctx.db, communityId, from)
  const totals = new Map((await listAssetSums(ctx.db, communityId)).map((row) => [row.asset, row]))
  const assets = (await listAssetRows(ctx.db, communityId)).map(({ code, name }): EconomyAsset => {
    const total = totals.get(code)
    return {
      asset: code,
      name,
      held: (total?.issued ?? 0) - (total?.spent ?? 0),
      holders: total?.holders ?? 0,
      ...flowsByDay(
        daySums.filter(({ asset }) => asset === code),
        days,
      ),
      ...largestFlows(sourceSums.filter(({ asset }) => asset === code)),
    }
  })
  return { firstDay: from, lastDay: today, assets }
}

function flowsByDay(sums: readonly DaySum[], days: readonly string[]) {
  const byDay = new Map(sums.map((sum) => [sum.day, sum]))
  return {
    issued: sums.reduce((total, { issued }) => added(total, issued), 0),
    spent: sums.reduce((total, { spent }) => added(total, spent), 0),
    days: days.map((day) => ({
      day,
      issued: byDay.get(day)?.issued ?? 0,
      spent: byDay.get(day)?.spent ?? 0,
    })),
  }
}

function largestFlows(sums: readonly SourceSum[]) {
  const largest = (side: 'issued' | 'spent', count: 'issue_count' | 'spend_count') =>
    sums
      .filter((sum) => sum[side] > 0)
      .sort((one, other) => other[side] - one[side])
      .slice(0, flowCountMax)
      .map((sum) => ({ source: sum.source, amount: sum[side], changes: sum[count] }))
  return { sources: largest('issued', 'issue_count'), sinks: largest('spent', 'spend_count') }
}
