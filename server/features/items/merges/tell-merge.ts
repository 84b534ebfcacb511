/** Tells that a merge has ended, or is in doubt, as an event. */
import type { EventName } from '../../../../contracts/events/index.ts'
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { MergeState } from '../../../../contracts/merges.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { MergeRow } from './merge.ts'
import { publicMerge } from './merges.views.ts'

export type MergeEnd = Exclude<MergeState, 'requested'>

const eventOf = {
  confirmed: 'merge.confirmed',
  rejected: 'merge.rejected',
  canceled: 'merge.canceled',
  expired: 'merge.expired',
  in_doubt: 'merge.in_doubt',
} as const satisfies Record<MergeEnd, EventName>

export interface ToldEnd {
  state: MergeEnd
  reason: string | null
  /** Of the member, afterwards. */
  inventorySequence: number
  changes: ItemChange[]
}

export async function tellMerge(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Actor,
  row: MergeRow,
  { state, ...told }: ToldEnd,
): Promise<void> {
  const { community_id: communityId, app_id: appId, member_id: memberId } = row
  const merge = publicMerge({ ...row, state })
  await ctx.events.publish(tx, {
    ...{ communityId, type: eventOf[state], subjectId: memberId },
    payload: { appId, memberId, merge, by: recordedActor(actor), ...told },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
}
