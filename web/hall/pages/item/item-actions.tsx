/** What I can do with units of an item, by its kind; and its active time, if it has some. */
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import type { Period } from '../../../../contracts/periods.ts'
import { MergeAction } from '../merges/merge-action.tsx'
import { ActivateAction } from '../periods/activate-action.tsx'
import { ActiveTime } from '../periods/active-time.tsx'

interface Props {
  item: Item
  game: string
  holdings: readonly Holding[]
  period: Period | undefined
}

export function ItemActions({ item, game, holdings, period }: Props) {
  if (item.kind === 'permanent') return null
  return (
    <div className="mt-4 flex flex-col gap-4">
      {period && <ActiveTime period={period} />}
      {item.kind === 'mergeable' ? (
        <MergeAction item={item} game={game} holdings={holdings} />
      ) : (
        <ActivateAction item={item} holdings={holdings} period={period} />
      )}
    </div>
  )
}
