/** Bounds of amounts: a request that would add or take more than these fails as a whole. */
import { Plus, X } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { boundFields, type DraftBound, emptyBound } from './draft-bounds.rules.ts'
import type { OptionProps } from './option-props.ts'
import { PlaceNotes } from './place-notes.tsx'

type Assets = OptionProps['editor']['assets']

export function BoundsRow({ editor, dryRun }: OptionProps) {
  const { draft, edit, reading, isRefused, assets } = editor
  const setBounds = (bounds: readonly DraftBound[]) => edit((present) => ({ ...present, bounds }))
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <p className="text-13 font-medium text-ink">Bound the amounts</p>
      <ul aria-label="Bounds" className="flex flex-col gap-3 empty:hidden">
        {draft.bounds.map((bound, index) => (
          <BoundItem
            // biome-ignore lint/suspicious/noArrayIndexKey: bounds are told apart by their place only
            key={index}
            bound={bound}
            number={index + 1}
            assets={assets}
            onChange={(changed) => setBounds(draft.bounds.map((each, at) => (at === index ? changed : each)))}
            onRemove={() => setBounds(draft.bounds.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      <p className="text-12 text-ink-3">
        The most for one member; a request beyond it fails as a whole. Days are those of UTC.
      </p>
      <PlaceNotes
        id="bounds-notes"
        problems={dryRun.problems.get('bounds') ?? []}
        missing={reading.missing.get('bounds')}
        isMissingBad={isRefused}
      />
      <span>
        <Button
          icon={Plus}
          disabled={draft.bounds.length >= assets.length}
          onClick={() => setBounds([...draft.bounds, emptyBound])}
        >
          Add bounds of a currency
        </Button>
      </span>
    </div>
  )
}

interface ItemProps {
  bound: DraftBound
  number: number
  assets: Assets
  onChange: (bound: DraftBound) => void
  onRemove: () => void
}

function BoundItem({ bound, number, assets, onChange, onRemove }: ItemProps) {
  return (
    <li aria-label={`Bounds ${number}`} className="flex items-end gap-2">
      <div className="@container min-w-0 flex-1">
        <div className="grid grid-cols-2 items-end gap-2 @min-[32rem]:grid-cols-4">
          <Field label="Currency">
            <Select
              value={bound.asset}
              onPick={(asset) => onChange({ ...bound, asset })}
              {...(bound.asset === '' ? { placeholder: 'XP or Coins' } : {})}
              options={assetOptions(bound, assets)}
            />
          </Field>
          {boundFields.map(({ name, label }) => (
            <Field key={name} label={label}>
              <Input
                inputMode="numeric"
                placeholder="any"
                autoComplete="off"
                value={bound[name]}
                maxLength={16}
                onChange={(event) => onChange({ ...bound, [name]: event.target.value })}
              />
            </Field>
          ))}
        </div>
      </div>
      <IconButton size="small" label={`Remove bounds ${number}`} icon={X} onClick={onRemove} />
    </li>
  )
}

/** A currency that is gone stays visible. */
function assetOptions({ asset }: DraftBound, assets: Assets) {
  const options = assets.map(({ code, name }) => ({ value: code, label: name }))
  const isKnown = asset === '' || assets.some(({ code }) => code === asset)
  return isKnown ? options : [...options, { value: asset, label: `${asset} (deleted)`, isDisabled: true }]
}
