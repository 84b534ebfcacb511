/** The numbers by which the wire of FINGI tells the kinds of items: the one place where they are written. */
import { type ItemKind, itemKinds } from '../contracts/items.ts'

export type ItemTypeNumbers = Readonly<Record<ItemKind, number>>

const standard: ItemTypeNumbers = { permanent: 0, mergeable: 1, time_limited: 2 }

/**
 * From `permanent=0,mergeable=1,time_limited=2`; nothing means that. The three kinds stand for 0, 1 and 2, one each,
 * and `time_limited` for 2, which is published.
 */
export function readItemTypeNumbers(text: string): ItemTypeNumbers | { problem: string } {
  if (text.trim() === '') return standard
  const numbers = new Map<string, number>()
  for (const part of text.split(',')) {
    const [, kind = '', number = ''] = /^\s*(\w+)\s*=\s*([012])\s*$/.exec(part) ?? []
    numbers.set(kind, Number(number))
  }
  const isWhole =
    numbers.size === itemKinds.length &&
    itemKinds.every((kind) => numbers.has(kind)) &&
    new Set(numbers.values()).size === itemKinds.length
  if (!isWhole) return { problem: `must give each of ${itemKinds.join(', ')} one of 0, 1 and 2` }
  if (numbers.get('time_limited') !== 2) return { problem: 'must leave time_limited at 2' }
  return Object.fromEntries(numbers) as unknown as ItemTypeNumbers
}
