/** Per asset: what was issued, what was taken out, and whether members hold exactly the difference. */
import type { Context } from '../../context.ts'
import { listSupplyRows } from './verify.store.ts'

export async function listSupplies(ctx: Pick<Context, 'db'>, communityId: string) {
  const supplies = await listSupplyRows(ctx.db, communityId)
  return supplies.map((row) => ({ ...row, isBalanced: row.issued - row.sunk === row.held }))
}
