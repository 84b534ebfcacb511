/** Tells of an item in the audit log and as an event. */
import type { EventName } from '../../../../contracts/events/index.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { ItemRow } from './item.ts'
import { publicItem } from './items.views.ts'

export interface ItemNews {
  type: Extract<
    EventName,
    'item.created' | 'item.updated' | 'item.published' | 'item.retired' | 'item.frozen' | 'item.thawed'
  >
  /** For the audit log; their names are told by the event. */
  changes: Record<string, unknown>
  reason: string | null
}

export async function announceItem(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  item: ItemRow,
  { type, changes, reason }: ItemNews,
): Promise<void> {
  const { community_id: communityId, id } = item
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action: type,
    subject: { kind: 'item', id, label: item.name },
    changes: reason === null ? changes : { ...changes, reason },
  })
  await ctx.events.publish(tx, {
    communityId,
    type,
    subjectId: id,
    payload: { item: publicItem(item), changed: Object.keys(changes), reason },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
}
