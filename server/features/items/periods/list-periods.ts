/** The active time of a member, past and running. */
import type { PeriodState } from '../../../../contracts/periods.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { reachedApp } from '../inventory/get-inventory.ts'
import { isPlayerThere } from '../inventory/members.store.ts'
import { listPeriodRows } from './periods.store.ts'
import { viewPeriod } from './periods.views.ts'

export interface PeriodsRequest extends PageRequest {
  communityId: string
  memberId: string
  appId?: string | undefined
  state?: PeriodState | undefined
}

export async function listPeriods(ctx: Pick<Context, 'db'>, actor: Actor, request: PeriodsRequest) {
  const { communityId, memberId, state } = request
  const filter = { memberId, appId: reachedApp(actor, request), state }
  if (!(await isPlayerThere(ctx.db, communityId, memberId)))
    return refuse('not_found', 'Nobody here has this id.')
  const keyset = readKeyset(request, { list: 'periods', communityId, ...filter })
  const now = await decisionTime(ctx.db)
  const found = await listPeriodRows(ctx.db, communityId, filter, keyset)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewPeriod(row, now),
  )
}
