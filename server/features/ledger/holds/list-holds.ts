/** The holds of a community, newest first, and one of them. */
import type { Hold } from '../../../../contracts/holds.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import { findHold, type HoldFilter, listHoldRows } from './holds.store.ts'
import { viewHold } from './holds.views.ts'
import type { HoldAddress } from './step-hold.ts'

export async function listHolds(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  { limit, cursor, ...filter }: PageRequest & HoldFilter,
) {
  const keyset = readKeyset({ limit, cursor }, { list: 'holds', communityId, ...filter })
  const found = await listHoldRows(ctx.db, communityId, filter, keyset)
  return pageFrom(found, keyset, (row) => row.id, viewHold)
}

export async function getHold(ctx: Pick<Context, 'db'>, { communityId, holdId }: HoldAddress): Promise<Hold> {
  const row = await findHold(ctx.db, communityId, holdId)
  return row ? viewHold(row) : refuse('not_found', 'There is no such hold.')
}
