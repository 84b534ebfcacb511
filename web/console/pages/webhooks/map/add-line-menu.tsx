/** Add field mapping: a Currency line, or a line for one of the custom fields. */
import { Coins, Plus, SlidersHorizontal } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '../../../../ui/menu.tsx'
import { addLine, type LinePart, lineCountMax } from './edit-draft.rules.ts'
import type { MappingEditor } from './use-mapping-editor.ts'

/** The focus goes here when a line is gone. */
export const addLineButtonId = 'add-field-mapping'

export function AddLineMenu({ editor }: { editor: MappingEditor }) {
  const { draft, edit, fields } = editor
  const added = useRef<string | null>(null)
  const add = (part: LinePart) => {
    added.current = `line-${draft.addedCount}`
    edit((present) => addLine(present, part))
  }
  /** The sentence goes on in the new line. */
  const focusAdded = (event: Event) => {
    const line = added.current && document.querySelector(`[data-line="${added.current}"]`)
    added.current = null
    if (!line) return
    event.preventDefault()
    line.querySelector<HTMLElement>('select:nth-of-type(1)')?.focus()
  }
  return (
    <Menu
      label="Add field mapping"
      align="start"
      onClosed={focusAdded}
      trigger={
        <Button id={addLineButtonId} icon={Plus} disabled={draft.lines.length >= lineCountMax}>
          Add field mapping
        </Button>
      }
    >
      <MenuItem icon={Coins} onSelect={() => add({ kind: 'currency' })}>
        Currency
      </MenuItem>
      <MenuSeparator />
      <MenuHeading>Custom fields</MenuHeading>
      {fields.length === 0 && (
        <p className="max-w-64 px-2 pb-1 text-12 text-ink-3">
          None yet. Create them under Community Settings, User Fields.
        </p>
      )}
      {fields.map(({ key, name }) => (
        <MenuItem key={key} icon={SlidersHorizontal} onSelect={() => add({ kind: 'field', target: key })}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  )
}
