/** Changes the price of a listing: what the rest of it comes to is shown while typing, as when it was put up. */
import { useState } from 'react'
import type { Order } from '../../../../contracts/fills.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { isWholeNumber } from '../trading/quote.rules.ts'
import { QuoteView } from '../trading/quote-view.tsx'
import { tradingReads } from '../trading/trading-reads.ts'

export function ChangePrice({ order }: { order: Order }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" aria-label={`Change price of ${order.itemName}`} onClick={() => setOpen(true)}>
        Change price
      </Button>
      {isOpen && <PriceDialog order={order} onClose={() => setOpen(false)} />}
    </>
  )
}

function PriceDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { communityId } = useCommunityParams()
  const { id: listingId, itemId, itemName, tier, currency, remaining } = order
  const toast = useToast()
  const [typed, setTyped] = useState(String(order.unitPrice))
  const unitPrice = Number(typed)
  const isQuotable = isWholeNumber(typed)
  const asked = { side: 'sell', tier, currency, quantity: remaining, unitPrice } as const
  const quote = useRead(
    'getQuote',
    { params: { communityId, itemId }, query: asked },
    { isEnabled: isQuotable },
  )
  const update = useWrite('updateListing', { refreshes: tradingReads })
  const isReady = isQuotable && quote.data !== undefined && unitPrice !== order.unitPrice
  const submit = () => {
    if (!isReady) return
    update.mutate(
      { params: { communityId, listingId }, body: { unitPrice } },
      {
        onSuccess: () => {
          onClose()
          toast.done(`${itemName} now costs ${formatCount(unitPrice)} ${assetName(currency)} each`)
        },
      },
    )
  }
  return (
    <Dialog
      title={`Change price of ${itemName}`}
      description={`Of the ${unitsOf(remaining)} still for sale. Listings that have this price already are bought before it.`}
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="change-price"
            variant="primary"
            isPending={update.isPending}
            disabled={!isReady}
          >
            Change price
          </Button>
        </>
      }
    >
      <Form id="change-price" problem={update.error} onSubmit={submit}>
        <Field
          label="Price of one"
          note={assetName(currency)}
          hint={`Now it is ${formatCount(order.unitPrice)}.`}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={15}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value.replaceAll(/\D/g, ''))
              update.reset()
            }}
          />
        </Field>
        {/* What listing costs was paid when it was put up. */}
        <QuoteView
          quote={quote.data && { ...quote.data, listingFee: 0 }}
          problem={quote.error}
          isIdle={!isQuotable}
        />
      </Form>
    </Dialog>
  )
}
