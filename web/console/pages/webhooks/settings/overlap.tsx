/** How long what is being replaced goes on working beside the new. */
import { Field } from '../../../../ui/field.tsx'
import { Select } from '../../../../ui/input.tsx'

const overlaps = [
  { value: '0', label: 'Ends at once' },
  { value: '1', label: 'Works for one more hour' },
  { value: '24', label: 'Works for 24 more hours' },
  { value: '168', label: 'Works for 7 more days' },
]

export const keepOthers = 'stay'

interface Props {
  label: string
  value: string
  onChange: (hours: string) => void
  /** Whether it may also go on without an end. */
  mayStay?: boolean
}

export function OverlapField({ label, value, onChange, mayStay }: Props) {
  return (
    <Field label={label} hint="Time for the senders to change over.">
      <Select
        value={value}
        onPick={onChange}
        options={mayStay ? [{ value: keepOthers, label: 'Stays' }, ...overlaps] : overlaps}
      />
    </Field>
  )
}
