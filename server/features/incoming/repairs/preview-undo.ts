/** What an undo would take back: sums, fields, and who has spent already what it wants. */
import { type RepairPreview, repairExceptionCountMax } from '../../../../contracts/repairs.ts'
import { amountMax } from '../../../../contracts/values.ts'
import type { Context } from '../../../context.ts'
import { listBalanceRows } from '../../ledger/index.ts'
import { listMembers } from '../apply/apply.store.ts'
import { type CurrencySumRow, listCurrencySums, listFieldCounts } from './preview.store.ts'
import type { RepairScope } from './repair.ts'

type UndoPreview = Pick<RepairPreview, 'sums' | 'fields' | 'spent' | 'spentCount'>

export async function previewUndo(ctx: Pick<Context, 'db'>, scope: RepairScope): Promise<UndoPreview> {
  const sums = await listCurrencySums(ctx.db, scope)
  const lacking = await findLacking(ctx, scope.communityId, sums)
  const shown = lacking.slice(0, repairExceptionCountMax)
  const fields = await listFieldCounts(ctx.db, scope)
  return {
    sums: sumByAsset(sums),
    fields: fields.map((row) => ({
      field: row.key,
      name: row.name,
      putBackCount: row.put_back_count,
      leftCount: row.left_count,
    })),
    spent: await withLabels(ctx, scope.communityId, shown),
    spentCount: lacking.length,
  }
}

interface Lacking {
  memberId: string
  asset: string
  amount: number
}

/** Members who have less than the receipts gave them on the whole, the largest amounts first. */
async function findLacking(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  sums: readonly CurrencySumRow[],
): Promise<Lacking[]> {
  const memberIds = [...new Set(sums.map((row) => row.member_id))]
  const balances = new Map<string, number>()
  for (const row of await listBalanceRows(ctx.db, communityId, memberIds)) {
    balances.set(`${row.holder_id} ${row.asset}`, row.amount)
  }
  return sums
    .flatMap(({ member_id: memberId, asset, added, subtracted }) => {
      const amount = added - subtracted - (balances.get(`${memberId} ${asset}`) ?? 0)
      return amount > 0 ? [{ memberId, asset, amount }] : []
    })
    .sort((a, b) => b.amount - a.amount || (a.memberId < b.memberId ? -1 : 1))
}

function sumByAsset(sums: readonly CurrencySumRow[]): UndoPreview['sums'] {
  const byAsset = new Map<string, UndoPreview['sums'][number]>()
  for (const { asset, added, subtracted } of sums) {
    const sum = byAsset.get(asset) ?? { asset, taken: 0, returned: 0 }
    sum.taken = Math.min(amountMax, sum.taken + added)
    sum.returned = Math.min(amountMax, sum.returned + subtracted)
    byAsset.set(asset, sum)
  }
  return [...byAsset.values()].sort((a, b) => (a.asset < b.asset ? -1 : 1))
}

async function withLabels(ctx: Pick<Context, 'db'>, communityId: string, lacking: readonly Lacking[]) {
  const ids = lacking.map(({ memberId }) => memberId)
  const labels = new Map(
    (await listMembers(ctx.db, communityId, ids)).map((row) => [row.id, row.display_name]),
  )
  return lacking.map((each) => ({ ...each, memberLabel: labels.get(each.memberId) ?? 'Former member' }))
}
