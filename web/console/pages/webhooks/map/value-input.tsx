/** A fixed value of a line, in the form of its currency or field. */
import type { CustomField } from '../../../../../contracts/fields.ts'
import { Input, Select } from '../../../../ui/input.tsx'
import type { DraftLine } from './mapping-draft.rules.ts'

interface Props {
  line: DraftLine
  field: CustomField | undefined
  onChange: (value: string) => void
}

export function ValueInput({ line, field, onChange }: Props) {
  if (field?.type === 'boolean') {
    return (
      <Select
        aria-label="Value"
        value={line.value}
        onPick={onChange}
        placeholder="Choose"
        options={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
      />
    )
  }
  if (field?.type === 'select') {
    return (
      <Select
        aria-label="Value"
        value={line.value}
        onPick={onChange}
        placeholder="Choose"
        options={field.options.map((option) => ({ value: option, label: option }))}
      />
    )
  }
  const isNumber = line.kind === 'currency' || field?.type === 'numerical'
  return (
    <Input
      aria-label={line.kind === 'currency' ? 'Amount' : 'Value'}
      {...(isNumber ? { inputMode: 'decimal' as const } : {})}
      {...(field?.type === 'date' ? { placeholder: '2026-12-31' } : {})}
      autoComplete="off"
      value={line.value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
