/** A whole number of units, with a button for all of them. */
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'

interface Props {
  label: string
  hint?: string
  value: string
  /** As many as there are. */
  most: number
  onChange: (value: string) => void
}

export function QuantityField({ label, hint, value, most, onChange }: Props) {
  const isTooMuch = Number(value) > most
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      error={isTooMuch ? 'That is more than you can.' : undefined}
    >
      <div className="flex gap-2">
        <Input
          inputMode="numeric"
          autoComplete="off"
          maxLength={16}
          value={value}
          onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
        />
        <Button onClick={() => onChange(String(most))} disabled={value === String(most)}>
          All
        </Button>
      </div>
    </Field>
  )
}
