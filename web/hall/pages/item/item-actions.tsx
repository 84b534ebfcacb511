/** What I can do with units of an item, by its kind; and its active time, if it has some. */
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import type { Period } from '../../../../contracts/periods.ts'
import { GiveAction } from '../gifts/give-action.tsx'
import { MergeAction } from '../merges/merge-action.tsx'
import { ActivateAction } from '../periods/activate-action.tsx'
import { ActiveTime } from '../periods/active-time.tsx'
import { SellAction } from '../trading/sell-action.tsx'

interface Props {
  item: Item
  game: string
  holdings: readonly Holding[]
  period: Period | undefined
  /** What is looked at in the market. */
  trade: { tier: string; currency: string }
}

export function ItemActions({ item, game, holdings, period, trade }: Props) {
  return (
    <div className="mt-4 flex flex-col gap-4">
      {period && <ActiveTime period={period} />}
      {holdings.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {item.kind === 'mergeable' && <MergeAction item={item} game={game} holdings={holdings} />}
          {item.kind === 'time_limited' && <ActivateAction item={item} holdings={holdings} period={period} />}
          <SellAction item={item} holdings={holdings} {...trade} />
          <GiveAction item={item} holdings={holdings} tier={trade.tier} />
        </div>
      )}
    </div>
  )
}
