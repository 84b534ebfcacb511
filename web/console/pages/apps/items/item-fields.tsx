/** The fields of an item that can be changed at any time, for creating and for editing. */
import type { ApiProblem } from '../../../../api/problem.ts'
import { Field } from '../../../../ui/field.tsx'
import { Input, Select, TextArea } from '../../../../ui/input.tsx'
import type { SavedPicture } from '../picture-field.rules.ts'
import { PictureField } from '../picture-field.tsx'
import type { ItemDraft, ItemProblems } from './item-draft.rules.ts'
import { TierRows } from './tier-rows.tsx'

interface Props {
  draft: ItemDraft
  onChange: (part: Partial<ItemDraft>) => void
  problem: ApiProblem | null
  /** What is wrong at first sight, once somebody tried to save it. */
  wrong: ItemProblems
  /** Of an item that exists. */
  saved?: SavedPicture
}

const capOptions = [
  { value: 'circulating', label: 'Units that members hold now' },
  { value: 'issued_ever', label: 'Units that were ever given' },
]

export function ItemFields({ draft, onChange, problem, wrong, saved }: Props) {
  return (
    <>
      <Field label="Name" error={problem?.errorOf('name') ?? wrong.name}>
        <Input
          autoComplete="off"
          maxLength={100}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field label="Description" note="optional" error={problem?.errorOf('description')}>
        <TextArea
          rows={3}
          maxLength={2000}
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <PictureField
        label="Image Url"
        hint="300 to 4,096 px, PNG, JPEG, WebP or AVIF up to 2 MiB: an address, or a file. Without one, that of its address."
        name={draft.name}
        value={draft.imageUrl}
        onChange={(imageUrl) => onChange({ imageUrl })}
        error={problem?.errorOf('imageUrl') ?? wrong.imageUrl}
        saved={saved}
      />
      {draft.kind === 'time_limited' && (
        <TierRows
          tiers={draft.tiers}
          onChange={(tiers) => onChange({ tiers })}
          error={problem?.errorOf('tiers') ?? wrong.tiers}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <CapField
          label="At most in all"
          value={draft.supplyCap}
          error={problem?.errorOf('supplyCap') ?? wrong.supplyCap}
          onChange={(supplyCap) => onChange({ supplyCap })}
        />
        <Field label="What counts" hint="Whether units that were taken make room for others.">
          <Select
            value={draft.capCounts}
            onPick={(chosen) => onChange({ capCounts: chosen === 'issued_ever' ? chosen : 'circulating' })}
            options={capOptions}
          />
        </Field>
        <CapField
          label="At most per member"
          value={draft.maxPerMember}
          error={problem?.errorOf('maxPerMember') ?? wrong.maxPerMember}
          onChange={(maxPerMember) => onChange({ maxPerMember })}
        />
      </div>
    </>
  )
}

interface CapProps {
  label: string
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

function CapField({ label, value, error, onChange }: CapProps) {
  return (
    <Field label={label} note="optional" hint="In units of each tier; empty means no limit." error={error}>
      <Input
        inputMode="numeric"
        autoComplete="off"
        maxLength={15}
        value={value}
        onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
      />
    </Field>
  )
}
