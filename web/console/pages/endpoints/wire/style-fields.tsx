/** Chooses the style of the bodies, and in the style of the community platform the one event. */
import { useRead } from '../../../../api/queries.ts'
import { Field } from '../../../../ui/field.tsx'
import { Select } from '../../../../ui/input.tsx'
import { EventTypePicker } from '../event-types/event-type-picker.tsx'

export type Style = 'standard' | 'community'

interface EventsProps {
  style: Style
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  error?: string | undefined
}

const styles = [
  { value: 'standard', label: 'Standard: any events, one envelope' },
  { value: 'community', label: 'Community: one event, with the member in full' },
]

export function StyleField({ style, onChange }: { style: Style; onChange: (style: Style) => void }) {
  return (
    <Field
      label="Style"
      hint={
        style === 'standard'
          ? 'The body names members by their ids. It cannot be changed later.'
          : 'For receivers made for Returning.AI: the body tells who the member is, e-mail and custom fields included. It cannot be changed later.'
      }
    >
      <Select
        value={style}
        onPick={(chosen) => onChange(chosen as Style)}
        options={styles}
        className="w-full"
      />
    </Field>
  )
}

export function StyleEvents({ style, chosen, onChange, error }: EventsProps) {
  const catalog = useRead('listEventTypes', {})
  if (style === 'standard') return <EventTypePicker chosen={chosen} onChange={onChange} error={error} />
  const options = (catalog.data?.data ?? []).flatMap(({ name, communityStyleName }) =>
    communityStyleName === null ? [] : [{ value: name, label: `${communityStyleName} (${name})` }],
  )
  return (
    <Field label="Event" hint="One for each outgoing webhook in this style." error={error}>
      <Select
        value={chosen[0] ?? ''}
        placeholder="Choose an event"
        onPick={(name) => onChange(name === '' ? [] : [name])}
        options={options}
        className="w-full sm:w-96"
      />
    </Field>
  )
}
