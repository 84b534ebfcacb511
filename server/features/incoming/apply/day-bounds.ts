/**
 * The daily bounds of a batch: the sums of the day are locked before the balances, and written after the ledger
 * has spoken. A batch without such bounds does not come here to the database.
 */
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { type DayGain, dayBoundFailures, dayGains } from './amount-bounds.rules.ts'
import { type DaySumRow, lockDaySums, updateDaySums } from './day-sums.store.ts'
import { type Draft, fail, isOpen } from './draft.ts'
import { MustSettleFirst } from './must-settle-first.ts'

export interface DayShares {
  sums: Map<string, DaySumRow>
  taken: { draft: Draft; gains: DayGain[] }[]
  /** Whether a receipt failed because of what others of the batch have taken, or had before. */
  isAnyBeyond: boolean
}

/** Receipts take their shares in their order; those that would go beyond a bound fail. */
export async function takeDayShares(tx: Transaction, drafts: readonly Draft[]): Promise<DayShares> {
  const shares: DayShares = { sums: new Map(), taken: [], isAnyBeyond: false }
  const bounded = drafts.filter((draft) => isOpen(draft) && draft.entry?.mapping?.hasDayBounds)
  const gaining = bounded
    .map((draft) => ({ draft, gains: gainsOf(draft) }))
    .filter(({ gains }) => gains.length > 0)
  if (gaining.length === 0) return shares
  const wanted = new Map(
    gaining.flatMap(({ draft, gains }) =>
      gains.map((gain) => [sumKey(draft, gain), wantedRow(draft, gain)] as const),
    ),
  )
  for (const row of await lockDaySums(tx, [...wanted.values()])) {
    shares.sums.set(`${row.webhookId} ${row.memberId} ${row.asset}`, row)
  }
  for (const { draft, gains } of gaining) take(shares, draft, gains)
  return shares
}

/**
 * To be called once the ledger has spoken. What it refused takes no share, and whoever failed beside it might have
 * fitted: then the batch is done again without what was refused.
 */
export async function writeDayShares(
  tx: Transaction,
  { sums, taken, isAnyBeyond }: DayShares,
): Promise<void> {
  const refused = taken.filter(({ draft }) => !isOpen(draft))
  if (refused.length > 0 && isAnyBeyond) throw new MustSettleFirst(failuresOf(refused))
  for (const { draft, gains } of refused)
    for (const gain of gains) rowOf(sums, draft, gain).amount -= gain.amount
  const changed = new Set(taken.flatMap(({ draft, gains }) => gains.map((gain) => rowOf(sums, draft, gain))))
  await updateDaySums(tx, [...changed])
}

function take(shares: DayShares, draft: Draft, gains: DayGain[]): void {
  const { mapping, plan } = planned(draft)
  const given = (memberId: string, asset: string) => rowOf(shares.sums, draft, { memberId, asset }).amount
  const [failure] = dayBoundFailures(mapping, plan, given)
  if (failure) {
    fail(draft, failure)
    shares.isAnyBeyond = true
    return
  }
  for (const gain of gains) rowOf(shares.sums, draft, gain).amount += gain.amount
  shares.taken.push({ draft, gains })
}

function gainsOf(draft: Draft): DayGain[] {
  const { mapping, plan } = planned(draft)
  return dayGains(mapping, plan)
}

function planned({ entry, plan }: Draft) {
  invariant(entry?.mapping && plan, 'an open receipt with a mapping is planned')
  return { mapping: entry.mapping, plan }
}

function failuresOf(refused: DayShares['taken']) {
  return new Map(
    refused.flatMap(({ draft: { receipt, verdict } }) =>
      verdict?.status === 'failed' ? [[receipt.id, verdict.failure] as const] : [],
    ),
  )
}

type Place = Pick<DayGain, 'memberId' | 'asset'>

const sumKey = ({ receipt }: Draft, { memberId, asset }: Place) =>
  `${receipt.webhook_id} ${memberId} ${asset}`

const wantedRow = ({ receipt }: Draft, { memberId, asset }: Place) => ({
  communityId: receipt.community_id,
  webhookId: receipt.webhook_id,
  memberId,
  asset,
})

function rowOf(sums: DayShares['sums'], draft: Draft, place: Place): DaySumRow {
  const row = sums.get(sumKey(draft, place))
  invariant(row, 'the sum of the day is locked before it is looked at')
  return row
}
