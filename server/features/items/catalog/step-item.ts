/** Moves an item through its states: published, retired, frozen, thawed. */
import type { Item } from '../../../../contracts/items.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { LooksListeners } from '../metadata/looks-listeners.ts'
import type { ItemNews } from './announce-item.ts'
import { type ChangeContext, changeItem } from './change-item.ts'
import type { ItemAddress } from './item.ts'
import { type ItemTrigger, stepItem } from './items.rules.ts'

const types = {
  publish: 'item.published',
  retire: 'item.retired',
  freeze: 'item.frozen',
  thaw: 'item.thawed',
} as const satisfies Record<ItemTrigger, ItemNews['type']>

/** `reason`: of a freeze. Staff freezes and thaws also while the app is suspended. */
export async function moveItem(
  ctx: ChangeContext,
  listeners: Pick<LooksListeners, 'tell'>,
  actor: Actor,
  address: ItemAddress,
  trigger: ItemTrigger,
  reason: string | null = null,
): Promise<Item> {
  const isCatalogChange = trigger === 'publish' || trigger === 'retire'
  return changeItem(
    ctx,
    listeners,
    actor,
    address,
    async (_tx, item) => {
      const before = { state: item.state, isFrozen: item.frozen_at !== null }
      const after = stepItem(before, trigger)
      if (!after) {
        const state = before.isFrozen ? 'frozen' : before.state
        return refuse('wrong_state', `The item is ${state}.`, { state })
      }
      return {
        change: { standing: { state: after.state, frozenReason: after.isFrozen ? reason : null } },
        type: types[trigger],
        changes: { state: { before, after } },
        reason,
      }
    },
    { isCatalogChange },
  )
}
