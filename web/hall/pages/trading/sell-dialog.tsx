/** Puts units up for sale: how many, at what price, for how long; what that comes to is shown while typing. */
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { useRetryKey } from '../../../api/use-retry-key.ts'
import { useMembership } from '../../../app/community.tsx'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Checkbox } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input, Select } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { QuantityField } from '../item/quantity-field.tsx'
import { TierField } from '../item/tier-field.tsx'
import { UnitsDialog } from '../item/units-dialog.tsx'
import { isWholeNumber } from './quote.rules.ts'
import { QuoteView } from './quote-view.tsx'
import { tradingReads } from './trading-reads.ts'

interface Props {
  item: Item
  /** Those with units that can be sold. */
  holdings: readonly Holding[]
  /** Those chosen on the page behind. */
  tier: string
  currency: string
  onClose: () => void
}

const daySeconds = 86_400
const spans = [1, 3, 7, 14, 30, 90].map((days) => ({
  value: String(days * daySeconds),
  label: durationWords(days * daySeconds),
}))
const usualSpan = String(14 * daySeconds)

export function SellDialog({ item, holdings, onClose, ...chosen }: Props) {
  const { communityId } = useMembership()
  const toast = useToast()
  const params = { communityId, itemId: item.id }
  const [entry, setEntry] = useState({
    tier: (holdings.find(({ tier }) => tier === chosen.tier) ?? holdings[0])?.tier ?? '',
    currency: chosen.currency,
    quantity: '1',
    unitPrice: '',
    expiresInS: usualSpan,
    allowPartial: true,
  })
  const most = holdings.find(({ tier }) => tier === entry.tier)?.tradable ?? 0
  const quantity = Number(entry.quantity)
  const isQuotable = quantity >= 1 && quantity <= most && isWholeNumber(entry.unitPrice)
  const asked = {
    tier: entry.tier,
    currency: entry.currency,
    quantity,
    unitPrice: Number(entry.unitPrice),
  }
  const quote = useRead('getQuote', { params, query: { side: 'sell', ...asked } }, { isEnabled: isQuotable })
  const sell = useWrite('createListing', { refreshes: tradingReads })
  const keyOf = useRetryKey(sell.error)
  const change = (part: Partial<typeof entry>) => {
    setEntry({ ...entry, ...part })
    sell.reset()
  }
  const isReady = isQuotable && quote.data !== undefined
  const submit = () => {
    if (!isReady) return
    const body = {
      ...asked,
      expiresInS: Number(entry.expiresInS),
      allowPartial: entry.allowPartial,
      // What was shown is what is promised, also when the rates change meanwhile.
      minimumTake: quote.data.minimumTake,
    }
    sell.mutate(
      { params, body, idempotencyKey: keyOf(body) },
      {
        onSuccess: () => {
          onClose()
          toast.done(`${unitsOf(quantity)} of ${item.name} ${quantity === 1 ? 'is' : 'are'} for sale`)
        },
      },
    )
  }
  return (
    <UnitsDialog
      id="sell-units"
      title={`Sell ${item.name}`}
      description="What is for sale is held until it is sold, taken back, or its time is over."
      onClose={onClose}
      action="Put up for sale"
      isPending={sell.isPending}
      isReady={isReady}
      problem={sell.error}
      onSubmit={submit}
    >
      <TierField holdings={holdings} value={entry.tier} onPick={(tier) => change({ tier })} />
      <QuantityField
        label="Units"
        hint={`You can sell ${formatCount(most)}.`}
        value={entry.quantity}
        most={most}
        onChange={(value) => change({ quantity: value })}
      />
      <div className="grid grid-cols-2 gap-2">
        <Field label="Price of one" note={item.currencies.length > 1 ? '' : assetName(entry.currency)}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={15}
            value={entry.unitPrice}
            onChange={(event) => change({ unitPrice: event.target.value.replaceAll(/\D/g, '') })}
          />
        </Field>
        <Field label="For sale for">
          <Select value={entry.expiresInS} onPick={(expiresInS) => change({ expiresInS })} options={spans} />
        </Field>
      </div>
      {item.currencies.length > 1 && (
        <Field label="Currency">
          <Select
            value={entry.currency}
            onPick={(currency) => change({ currency })}
            options={item.currencies.map((code) => ({ value: code, label: assetName(code) }))}
          />
        </Field>
      )}
      <Checkbox
        label="Buyers may take a part"
        hint="Otherwise all of it is bought at once, or nothing."
        isChecked={entry.allowPartial}
        onChange={(allowPartial) => change({ allowPartial })}
      />
      <QuoteView quote={quote.data} problem={quote.error} isIdle={!isQuotable} />
    </UnitsDialog>
  )
}
