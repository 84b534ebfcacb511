/** The button that gives units I hold to another member, with its reason where it is off. */
import { Gift } from 'lucide-react'
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import { whyNotGive } from '../item/actions.rules.ts'
import { ItemAction } from '../item/item-action.tsx'
import { GiveDialog } from './give-dialog.tsx'

interface Props {
  item: Item
  holdings: readonly Holding[]
  tier: string
}

export function GiveAction({ item, holdings, tier }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ItemAction
        icon={Gift}
        variant="secondary"
        whyNot={whyNotGive(item, holdings)}
        onClick={() => setOpen(true)}
      >
        Give
      </ItemAction>
      {isOpen && (
        <GiveDialog
          item={item}
          holdings={holdings.filter(({ tradable }) => tradable > 0)}
          tier={tier}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
