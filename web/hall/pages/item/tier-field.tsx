/** Which of the tiers that a member holds is meant; where there is one, nothing is asked. */
import type { Holding } from '../../../../contracts/inventory.ts'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { Field } from '../../../ui/field.tsx'
import { Select } from '../../../ui/input.tsx'

interface Props {
  holdings: readonly Holding[]
  value: string
  onPick: (tier: string) => void
}

export function TierField({ holdings, value, onPick }: Props) {
  if (holdings.length < 2) return null
  const options = holdings.map(({ tier, seconds }) => ({
    value: tier,
    label: `${tier}: ${durationWords(seconds ?? 0)} each`,
  }))
  return (
    <Field label="Tier">
      <Select value={value} onPick={onPick} options={options} />
    </Field>
  )
}
