/** The tiers of a time-limited item: what one unit of each adds. */
import { Plus, Trash2 } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { type DurationUnit, emptyTier, type TierDraft } from './tier-draft.rules.ts'

const tierCountMax = 20
const unitOptions = ['seconds', 'minutes', 'hours', 'days'].map((unit) => ({ value: unit, label: unit }))

interface Props {
  tiers: readonly TierDraft[]
  onChange: (tiers: readonly TierDraft[]) => void
  error?: string | undefined
}

export function TierRows({ tiers, onChange, error }: Props) {
  const change = (at: number, part: Partial<TierDraft>) =>
    onChange(tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-13 font-medium text-ink">Tiers</legend>
      <p className="text-12 text-ink-3">
        What one unit adds. Once units of a tier were given it stays as it is; the address is that of the item
        unless it has its own.
      </p>
      {tiers.map((tier, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          key={index}
          className="grid items-center gap-2 max-sm:pb-2 max-sm:grid-cols-[1fr_1fr_2.5rem] sm:grid-cols-[8rem_5rem_7rem_1fr_2rem]"
        >
          <Input
            isMono
            aria-label={`Key of tier ${index + 1}`}
            placeholder="week"
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            className="max-sm:col-span-2"
            value={tier.key}
            onChange={(event) => change(index, { key: event.target.value })}
          />
          <Input
            inputMode="numeric"
            aria-label={`Duration of tier ${index + 1}`}
            placeholder="7"
            autoComplete="off"
            maxLength={9}
            className="max-sm:col-start-1"
            value={tier.amount}
            onChange={(event) => change(index, { amount: event.target.value.replaceAll(/\D/g, '') })}
          />
          <Select
            aria-label={`Unit of tier ${index + 1}`}
            value={tier.unit}
            onPick={(unit) => change(index, { unit: unit as DurationUnit })}
            options={unitOptions}
          />
          <Input
            isMono
            type="url"
            aria-label={`Address of tier ${index + 1}`}
            placeholder="Its own address, if it has one"
            autoComplete="off"
            spellCheck={false}
            maxLength={2048}
            className="max-sm:col-span-2 max-sm:row-start-3"
            value={tier.uri}
            onChange={(event) => change(index, { uri: event.target.value })}
          />
          <IconButton
            label={`Remove tier ${index + 1}`}
            icon={Trash2}
            className="max-sm:col-start-3 max-sm:row-start-1"
            onClick={() => onChange(tiers.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {error && <p className="text-12 text-bad">{error}</p>}
      {tiers.length < tierCountMax && (
        <div>
          <Button icon={Plus} size="small" onClick={() => onChange([...tiers, emptyTier])}>
            Add a tier
          </Button>
        </div>
      )}
    </fieldset>
  )
}
