/** What a member holds of one game. Very much of it is shown in steps, so that the page stays quick. */
import { useState } from 'react'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { HoldingCard } from './holding-card.tsx'
import type { GameHoldings } from './inventory.rules.ts'

const stepSize = 60

export function GameSection({ game: { appId, title, holdings } }: { game: GameHoldings }) {
  const [limit, setLimit] = useState(stepSize)
  const rest = holdings.length - limit
  return (
    <section aria-labelledby={`game-${appId}`} className="flex flex-col gap-3">
      <h2 id={`game-${appId}`} className="flex items-baseline gap-2 text-16 font-semibold">
        <span className="min-w-0 truncate">{title}</span>
        <span className="text-12 font-normal text-ink-3">{formatCount(holdings.length)}</span>
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {holdings.slice(0, limit).map((holding) => (
          <li key={`${holding.itemId} ${holding.tier}`} className="min-w-0">
            <HoldingCard holding={holding} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button className="self-center" onClick={() => setLimit(limit + stepSize)}>
          Show {formatCount(Math.min(rest, stepSize))} more
        </Button>
      )}
    </section>
  )
}
