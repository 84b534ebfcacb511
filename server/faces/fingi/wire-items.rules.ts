/** Items as the wire has them: keys in the published order, numbers of kinds from the installation's map. */
import type { ItemKind } from '../../../contracts/items.ts'
import type { ItemTypeNumbers } from '../../item-type-numbers.rules.ts'
import type { WireItem } from './wire.ts'

export interface CountedItem {
  itemUri: string
  kind: ItemKind
  available: number
  seconds: number | null
}

export function wireItem(
  { itemUri, kind, available, seconds }: CountedItem,
  owner: { email: string; clientId: string },
  numbers: ItemTypeNumbers,
): WireItem {
  return {
    itemOwner: owner.email,
    clientId: owner.clientId,
    itemUri,
    itemType: numbers[kind],
    itemCount: available,
    timeLimit: kind === 'time_limited' ? seconds : null,
  }
}

/** Strong: the counts of a member are those of the sequence, everything else of the version. */
export const itemsTag = (sequence: number, faceVersion: number): string => `"${sequence}-${faceVersion}"`

/** RFC 9110, 13.1.2: any of a list, `*` for all; a weak one matches too. */
export function matchesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === tag)
}
