/** The states of an item, and what its fields may be beyond what the contract can say. */
import { attributesBytesMax, attributesDepthMax, type ItemState } from '../../../../contracts/items.ts'

export type ItemTrigger = 'publish' | 'retire' | 'freeze' | 'thaw'

export interface ItemStanding {
  state: ItemState
  isFrozen: boolean
}

/**
 * | trigger | from | to |
 * |---|---|---|
 * | publish | draft | live |
 * | retire | live, frozen or not | retired |
 * | freeze | live | live, frozen |
 * | thaw | live, frozen | live |
 */
export function stepItem({ state, isFrozen }: ItemStanding, trigger: ItemTrigger): ItemStanding | undefined {
  if (trigger === 'publish') return state === 'draft' ? { state: 'live', isFrozen: false } : undefined
  if (state !== 'live') return undefined
  if (trigger === 'retire') return { state: 'retired', isFrozen: false }
  return isFrozen === (trigger === 'thaw') ? { state: 'live', isFrozen: trigger === 'freeze' } : undefined
}

/** What is wrong with attributes, or undefined. */
export function attributesProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is not a JSON object'
  if (isDeeperThan(value, attributesDepthMax)) return `is nested more than ${attributesDepthMax} levels deep`
  const bytes = Buffer.byteLength(JSON.stringify(value))
  return bytes > attributesBytesMax ? `holds more than ${attributesBytesMax / 1024} KiB` : undefined
}

/** Whether something in it lies deeper than so many levels. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1))
}
