/** How an item stands, in a word; the sentence behind it on hover. */
import type { Item } from '../../../../../contracts/items.ts'
import { Badge } from '../../../../ui/badge.tsx'
import { itemStanding } from './item-words.rules.ts'

export function ItemState({ item }: { item: Pick<Item, 'state' | 'frozenAt'> }) {
  const { tone, word, sentence } = itemStanding(item)
  return (
    <span title={sentence}>
      <Badge tone={tone}>{word}</Badge>
    </span>
  )
}
