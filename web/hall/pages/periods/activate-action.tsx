/** The button that activates units I hold, with its reason where it is off. */
import { Zap } from 'lucide-react'
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import type { Period } from '../../../../contracts/periods.ts'
import { whyNotActivate } from '../item/actions.rules.ts'
import { ItemAction } from '../item/item-action.tsx'
import { ActivateDialog } from './activate-dialog.tsx'

interface Props {
  item: Item
  holdings: readonly Holding[]
  period: Period | undefined
}

export function ActivateAction({ item, holdings, period }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ItemAction icon={Zap} whyNot={whyNotActivate(item, holdings)} onClick={() => setOpen(true)}>
        Activate
      </ItemAction>
      {isOpen && (
        <ActivateDialog
          item={item}
          holdings={holdings.filter(({ available }) => available > 0)}
          period={period}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
