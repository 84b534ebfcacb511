/** What a sale comes to with the rates that are typed. */
import { formatCount } from '../../../ui/amount.rules.ts'
import { DetailsList } from '../../../ui/details-list.tsx'
import { bpsOf, exampleParts, examplePrice, royaltyBpsOf } from './settings-draft.rules.ts'

export function WorkedExample({
  feePercent,
  royaltyPercent,
}: {
  feePercent: string
  royaltyPercent: string
}) {
  const bps = bpsOf(feePercent)
  const royaltyBps = royaltyBpsOf(royaltyPercent)
  const parts = bps === undefined || royaltyBps === undefined ? undefined : exampleParts(bps, royaltyBps)
  const shown = (amount: number | undefined) => (amount === undefined ? '–' : formatCount(amount))
  return (
    <section aria-label="Worked example" aria-live="polite" className="rounded-md bg-sunken px-3 py-2">
      <p className="mb-2 text-12 text-ink-3">
        An item that states no royalty of its own, sold for {formatCount(examplePrice)}:
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
