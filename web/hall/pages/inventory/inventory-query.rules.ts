/** The filters of an inventory as they stand in its address, and as its call takes them. */
import type { ItemKind } from '../../../../contracts/items.ts'
import { kindNamed } from '../../../console/pages/apps/items/item-words.rules.ts'

export interface InventorySearch {
  q?: string
  app?: string
  kind?: string
  tag?: string
}

export interface InventoryQuery {
  q?: string
  appId?: string
  kind?: ItemKind
  tag?: string
}

/** What the address holds and an inventory does not know is left out. */
export function inventoryQuery({ q, app, kind, tag }: InventorySearch): InventoryQuery {
  const known = kindNamed(kind)
  return {
    ...(q === undefined ? {} : { q }),
    ...(app === undefined ? {} : { appId: app }),
    ...(known === undefined ? {} : { kind: known }),
    ...(tag === undefined ? {} : { tag }),
  }
}

export const isNarrowed = (query: InventoryQuery): boolean => Object.keys(query).length > 0
