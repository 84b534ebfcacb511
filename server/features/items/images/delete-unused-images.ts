/** Removes pictures that nothing names: uploads after a day, and what was replaced when no listing can show it any more. */
import { orderSecondsMax } from '../../../../contracts/listings.ts'
import type { Context } from '../../../context.ts'
import { deleteUnused } from './images.store.ts'

const uploadKeptDays = 1
const releasedKeptDays = orderSecondsMax / 86_400 + 1
const batchMax = 100

export async function deleteUnusedImages(ctx: Pick<Context, 'inTransaction'>): Promise<void> {
  const limits = { uploadKeptDays, releasedKeptDays, count: batchMax }
  while ((await ctx.inTransaction((tx) => deleteUnused(tx, limits))) === batchMax);
}
