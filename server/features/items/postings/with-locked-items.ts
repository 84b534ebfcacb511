/** The operations of a posting with their items as they are under the lock. */
import type { Transaction } from '../../../platform/db/database.ts'
import type { ItemRow } from '../catalog/item.ts'
import type { UnitOrder } from './posting.ts'
import { issues, type UnitOperation } from './posting.ts'
import { lockItems } from './postings.store.ts'

export async function withLockedItems(
  tx: Transaction,
  { communityId, operations }: UnitOrder,
): Promise<UnitOperation[]> {
  const itemIds = [...new Set(operations.flatMap((each) => (each.op === 'payout' ? [] : each.item.id)))]
  const lock = async (isExclusive: boolean) =>
    withItems(operations, await lockItems(tx, communityId, itemIds, { isExclusive }))
  const isExclusive = keepsCap(operations)
  const locked = await lock(isExclusive)
  // Somebody set a cap just now.
  return !isExclusive && keepsCap(locked) ? lock(true) : locked
}

const keepsCap = (operations: readonly UnitOperation[]) =>
  operations.some((each) => issues(each) && each.item.settings.supplyCap !== null)

function withItems(operations: readonly UnitOperation[], items: readonly ItemRow[]): UnitOperation[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  return operations.map((operation) =>
    operation.op === 'payout'
      ? operation
      : { ...operation, item: byId.get(operation.item.id) ?? operation.item },
  )
}
