/** What a sale comes to with the fee that is typed. */
import { formatCount } from '../../../ui/amount.rules.ts'
import { DetailsList } from '../../../ui/details-list.tsx'
import { bpsOf, exampleParts, examplePrice, exampleRoyaltyBps } from './settings-draft.rules.ts'

export function WorkedExample({ feePercent }: { feePercent: string }) {
  const bps = bpsOf(feePercent)
  const parts = bps === undefined ? undefined : exampleParts(bps)
  const shown = (amount: number | undefined) => (amount === undefined ? '–' : formatCount(amount))
  return (
    <section aria-label="Worked example" aria-live="polite" className="rounded-md bg-sunken px-3 py-2">
      <p className="mb-2 text-12 text-ink-3">
        An item sold for {formatCount(examplePrice)}, with a royalty of {exampleRoyaltyBps / 100}%:
      </p>
      <DetailsList
        items={[
          { name: 'The buyer pays', value: formatCount(examplePrice) },
          { name: 'Royalty', value: shown(parts?.royalty) },
          { name: 'Market fee', value: shown(parts?.fee) },
          { name: 'The seller gets', value: <strong>{shown(parts?.seller)}</strong> },
        ]}
      />
    </section>
  )
}
