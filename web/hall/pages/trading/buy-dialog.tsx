/** Buys units of one listing, whole or in part, at the price that was seen: with the balance before and after. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Book } from '../../../../contracts/market.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useRetryKey } from '../../../api/use-retry-key.ts'
import { useMembership } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { QuantityField } from '../item/quantity-field.tsx'
import { UnitsDialog } from '../item/units-dialog.tsx'
import { ListedLooks } from './listed-looks.tsx'
import { tradingReads } from './trading-reads.ts'

type Ask = Book['asks'][number]

interface Props {
  book: Book
  /** As it was chosen: it is bought so or not at all. */
  ask: Ask
  /** Looks at it as it is now. */
  onRenew: (ask: Ask) => void
  onClose: () => void
}

export function BuyDialog({ book, ask, onRenew, onClose }: Props) {
  const { communityId, memberId } = useMembership()
  const toast = useToast()
  const queries = useQueryClient()
  const { listingId, unitPrice, terms, remaining, allowPartial } = ask
  const [entry, setEntry] = useState(allowPartial ? '1' : String(remaining))
  const balances = useRead('listBalances', { params: { communityId, memberId } })
  const unit = assetName(book.currency)
  const buy = useWrite('purchaseListing', {
    refreshes: tradingReads,
    // Here, because with the last of its units the listing and this dialog are gone before a callback of the call.
    onDone: (fill) => {
      onClose()
      toast.done(
        `You bought ${unitsOf(fill.quantity)} of ${book.itemName} for ${formatCount(fill.gross)} ${unit}`,
      )
    },
  })
  const keyOf = useRetryKey(buy.error)
  const now = book.asks.find((each) => each.listingId === listingId)
  const isOther = now !== undefined && now.terms !== terms
  const quantity = Number(entry)
  const gross = quantity * unitPrice
  const balance =
    balances.data && (balances.data.data.find(({ asset }) => asset === book.currency)?.amount ?? 0)
  const isFit = quantity >= 1 && quantity <= remaining
  const isTooDear = balance !== undefined && gross > balance
  const submit = () => {
    if (!isFit || isTooDear) return
    const body = { quantity, unitPrice, terms }
    buy.mutate(
      { params: { communityId, listingId }, body, idempotencyKey: keyOf(body) },
      // What it is now is read at once, so that both can be seen.
      { onError: () => void queries.invalidateQueries({ queryKey: ['getBook'] }) },
    )
  }
  return (
    <UnitsDialog
      id="buy-units"
      title={`Buy ${book.itemName}`}
      description={`${formatCount(unitPrice)} ${unit} each, ${formatCount(remaining)} left.`}
      onClose={onClose}
      action={`Buy ${unitsOf(quantity)}`}
      isPending={buy.isPending}
      isReady={isFit && !isTooDear && !isOther}
      problem={buy.error}
      onSubmit={submit}
      before={
        <div className="mb-4 flex flex-col gap-2 empty:hidden">
          {ask.listedAs !== null && <ListedLooks book={book} listedAs={ask.listedAs} />}
          {isOther && (
            <Notice
              tone="warn"
              title="It was changed meanwhile"
              actions={<Button onClick={() => onRenew(now)}>Look at it now</Button>}
            >
              {now.unitPrice === unitPrice
                ? 'The item looks otherwise.'
                : `A unit costs ${formatCount(now.unitPrice)} ${unit} instead of ${formatCount(unitPrice)}.`}
            </Notice>
          )}
        </div>
      }
    >
      {allowPartial ? (
        <QuantityField
          label="Units"
          value={entry}
          most={remaining}
          onChange={(value) => {
            setEntry(value)
            buy.reset()
          }}
        />
      ) : (
        <p className="text-13 text-ink-2">The seller gives all {formatCount(remaining)} together, or none.</p>
      )}
      <div aria-live="polite" className="rounded-md bg-sunken px-3 py-2">
        <DetailsList
          items={[
            { name: 'You pay', value: isFit ? `${formatCount(gross)} ${unit}` : '–' },
            { name: 'You have', value: balance === undefined ? '…' : `${formatCount(balance)} ${unit}` },
            {
              name: 'Afterwards',
              value:
                balance === undefined || !isFit ? (
                  '–'
                ) : isTooDear ? (
                  <span className="text-bad">
                    {formatCount(gross - balance)} {unit} are missing
                  </span>
                ) : (
                  `${formatCount(balance - gross)} ${unit}`
                ),
            },
          ]}
        />
      </div>
    </UnitsDialog>
  )
}
