/** The button that sells units I hold, with its reason where it is off. */
import { Tag } from 'lucide-react'
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import { whyNotSell } from '../item/actions.rules.ts'
import { ItemAction } from '../item/item-action.tsx'
import { SellDialog } from './sell-dialog.tsx'

interface Props {
  item: Item
  holdings: readonly Holding[]
  tier: string
  currency: string
}

export function SellAction({ item, holdings, tier, currency }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ItemAction
        icon={Tag}
        variant={item.kind === 'permanent' ? 'primary' : 'secondary'}
        whyNot={whyNotSell(item, holdings)}
        onClick={() => setOpen(true)}
      >
        Sell
      </ItemAction>
      {isOpen && (
        <SellDialog
          item={item}
          holdings={holdings.filter(({ tradable }) => tradable > 0)}
          tier={tier}
          currency={currency}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
