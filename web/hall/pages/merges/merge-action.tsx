/** The button that moves units I hold into the game, with its reason where it is off. */
import { ArrowRightToLine } from 'lucide-react'
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import { whyNotMove } from '../item/actions.rules.ts'
import { ItemAction } from '../item/item-action.tsx'
import { MergeDialog } from './merge-dialog.tsx'

interface Props {
  item: Item
  game: string
  holdings: readonly Holding[]
}

export function MergeAction({ item, game, holdings }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [holding] = holdings
  return (
    <>
      <ItemAction icon={ArrowRightToLine} whyNot={whyNotMove(item, holdings)} onClick={() => setOpen(true)}>
        Merge into the game
      </ItemAction>
      {isOpen && holding !== undefined && (
        <MergeDialog item={item} game={game} holding={holding} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
