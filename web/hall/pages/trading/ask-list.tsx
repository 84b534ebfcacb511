/** The listings of an item by price: what is mine is marked, the others can be bought. */
import { useState } from 'react'
import type { Book } from '../../../../contracts/market.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { BuyDialog } from './buy-dialog.tsx'

type Ask = Book['asks'][number]

export function AskList({ book }: { book: Book }) {
  const [chosen, setChosen] = useState<Ask | null>(null)
  const unit = assetName(book.currency)
  return (
    <>
      <ol aria-label="Listings by price" className="divide-y divide-line">
        {book.asks.map((ask) => (
          <li key={ask.listingId} className="flex items-center gap-3 px-4 py-2">
            <p className="min-w-0 flex-1 text-13 text-ink-2">
              <span className="whitespace-nowrap text-14 font-semibold text-ink tabular-nums">
                {formatCount(ask.unitPrice)} {unit}
              </span>{' '}
              each
              <span className="block text-12 text-ink-3">
                {unitsOf(ask.remaining)}
                {!ask.allowPartial && ask.remaining > 1 && ', only all together'}
                {ask.listedAs !== null && '. Changed since it was listed'}
              </span>
            </p>
            {ask.isOwn ? (
              <Badge tone="accent">Yours</Badge>
            ) : (
              <Button
                aria-label={`Buy at ${formatCount(ask.unitPrice)} ${unit}`}
                onClick={() => setChosen(ask)}
              >
                Buy
              </Button>
            )}
          </li>
        ))}
      </ol>
      {chosen && (
        <BuyDialog
          key={`${chosen.listingId} ${chosen.terms}`}
          book={book}
          ask={chosen}
          onRenew={setChosen}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}
