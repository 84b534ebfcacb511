/** Headers of one's own: names and values, for a receiver that asks for a key. */
import { Plus, Trash2 } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Input } from '../../../../ui/input.tsx'

export interface HeaderRow {
  name: string
  value: string
}

const rowCountMax = 20

interface Props {
  rows: readonly HeaderRow[]
  onChange: (rows: HeaderRow[]) => void
}

export function HeaderRows({ rows, onChange }: Props) {
  const change = (at: number, part: Partial<HeaderRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-13 font-medium text-ink">Headers of your own</legend>
      <p className="text-12 text-ink-3">
        Sent with every request, e.g. a key your receiver asks for. Values are kept encrypted and never shown
        again.
      </p>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <div key={index} className="flex items-center gap-2">
          <Input
            isMono
            aria-label={`Name of header ${index + 1}`}
            placeholder="X-Game-Key"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={row.name}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <Input
            isMono
            aria-label={`Value of header ${index + 1}`}
            placeholder="value"
            autoComplete="off"
            spellCheck={false}
            maxLength={4096}
            value={row.value}
            onChange={(event) => change(index, { value: event.target.value })}
          />
          <IconButton
            label={`Remove header ${index + 1}`}
            icon={Trash2}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {rows.length < rowCountMax && (
        <div>
          <Button icon={Plus} size="small" onClick={() => onChange([...rows, { name: '', value: '' }])}>
            Add a header
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** Rows that were left empty are not meant. */
export const filledRows = (rows: readonly HeaderRow[]) =>
  rows.map(({ name, value }) => ({ name: name.trim(), value })).filter(({ name }) => name !== '')
