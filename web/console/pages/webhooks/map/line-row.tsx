/** One line of the mapping as a sentence: the operator, then the field, then where the value comes from. */
import {
  ArrowDown,
  ArrowUp,
  Coins,
  Ellipsis,
  ListFilter,
  SlidersHorizontal,
  Trash2,
  Undo2,
} from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Checkbox } from '../../../../ui/choice.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Select } from '../../../../ui/input.tsx'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { addLineButtonId } from './add-line-menu.tsx'
import { conditionCountMax, emptyCondition } from './draft-conditions.rules.ts'
import { changeLine, type LinePart, moveLine, removeLine } from './edit-draft.rules.ts'
import { operatorOptions, sourceOptions, targetOptions } from './line-options.rules.ts'
import type { DraftLine, Operator, Source } from './mapping-draft.rules.ts'
import { PathInput, ValueAt } from './path-input.tsx'
import type { LineRoot } from './payload-path.rules.ts'
import { PlaceNotes } from './place-notes.tsx'
import type { PlacedProblem } from './problems.rules.ts'
import type { MappingEditor } from './use-mapping-editor.ts'
import { ValueInput } from './value-input.tsx'

/** Most lines do without. */
const ConditionRows = lazy(async () => ({ default: (await import('./condition-rows.tsx')).ConditionRows }))

interface Props {
  line: DraftLine
  index: number
  editor: MappingEditor
  root: LineRoot | null
  problems: readonly PlacedProblem[]
  remarks: readonly string[]
}

export function LineRow({ line, index, editor, root, problems, remarks }: Props) {
  const { edit, reading, isRefused } = editor
  const field = editor.fields.find(({ key }) => line.kind === 'field' && key === line.target)
  const change = (part: LinePart) => edit((draft) => changeLine(draft, line.key, part))
  const missing = reading.missing.get(line.key)
  const notesId = `${line.key}-notes`
  const isCurrency = line.kind === 'currency'
  const Icon = isCurrency ? Coins : SlidersHorizontal
  return (
    <li aria-label={`Line ${index + 1}`} className="flex flex-col gap-2 px-4 py-3" data-line={line.key}>
      <div className="flex items-start gap-2">
        <Icon aria-hidden className="mt-2 size-4 shrink-0 text-ink-3 max-sm:mt-3" />
        <div className="@container min-w-0 flex-1">
          <div className="grid grid-cols-2 items-center gap-2 @min-[28rem]:grid-cols-[6.5rem_minmax(6rem,1fr)_6.5rem_minmax(9rem,2fr)] *:@max-[18rem]:nth-[n+3]:col-span-2">
            <Select
              aria-label="Operator"
              value={line.operator}
              onPick={(operator) => change({ operator: operator as Operator })}
              options={operatorOptions(line, field)}
            />
            <Select
              aria-label={isCurrency ? 'Currency' : 'Custom field'}
              value={line.target}
              onPick={(target) => change({ target })}
              {...(line.target === '' ? { placeholder: isCurrency ? 'XP or Coins' : 'Choose' } : {})}
              options={targetOptions(line, editor)}
            />
            <Select
              aria-label="Value from"
              value={line.source}
              onPick={(source) => change({ source: source as Source })}
              options={sourceOptions(line)}
            />
            {line.source === 'path' && (
              <PathInput
                label="Path in the payload"
                value={line.path}
                onChange={(path) => change({ path })}
                root={root}
                describedBy={notesId}
                isInvalid={problems.length > 0 || (isRefused && missing !== undefined)}
              />
            )}
            {line.source === 'value' && (
              <ValueInput line={line} field={field} onChange={(value) => change({ value })} />
            )}
          </div>
        </div>
        <LineMenu line={line} index={index} editor={editor} />
      </div>
      <div className="flex flex-col gap-1 pl-6">
        {line.source === 'path' && (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            {line.fallback === null ? (
              <Checkbox
                label="Optional: left out when the value is missing"
                isChecked={line.isOptional}
                onChange={(isOptional) => change({ isOptional })}
              />
            ) : (
              <span className="flex items-center gap-2 text-13 text-ink-2">
                <span className="shrink-0">When the value is missing, take</span>
                <ValueInput
                  line={{ ...line, value: line.fallback }}
                  field={field}
                  onChange={(fallback) => change({ fallback })}
                />
              </span>
            )}
            <ValueAt root={root} path={line.path} />
          </div>
        )}
        {line.when.length > 0 && (
          <Suspense fallback={<SkeletonLines count={1} label="Loading the conditions" />}>
            <ConditionRows
              conditions={line.when}
              onChange={(when) => change({ when })}
              root={root}
              describedBy={notesId}
            />
          </Suspense>
        )}
        <PlaceNotes
          id={notesId}
          problems={problems}
          remarks={remarks}
          missing={missing}
          isMissingBad={isRefused}
        />
      </div>
    </li>
  )
}

function LineMenu({ line, index, editor }: Pick<Props, 'line' | 'index' | 'editor'>) {
  const { edit, draft } = editor
  return (
    <Menu
      label={`Line ${index + 1}`}
      onClosed={(event) => {
        // A line that was removed took its button along.
        if (document.querySelector(`[data-line="${line.key}"]`) !== null) return
        event.preventDefault()
        document.getElementById(addLineButtonId)?.focus()
      }}
      trigger={<IconButton label={`Change line ${index + 1}`} icon={Ellipsis} />}
    >
      <MenuItem
        icon={ArrowUp}
        isDisabled={index === 0}
        onSelect={() => edit((present) => moveLine(present, line.key, -1))}
      >
        Move up
      </MenuItem>
      <MenuItem
        icon={ArrowDown}
        isDisabled={index === draft.lines.length - 1}
        onSelect={() => edit((present) => moveLine(present, line.key, 1))}
      >
        Move down
      </MenuItem>
      <MenuItem
        icon={ListFilter}
        isDisabled={line.when.length >= conditionCountMax}
        onSelect={() =>
          edit((present) => changeLine(present, line.key, { when: [...line.when, emptyCondition] }))
        }
      >
        Add a condition
      </MenuItem>
      {line.source === 'path' && (
        <MenuItem
          icon={Undo2}
          onSelect={() =>
            edit((present) =>
              changeLine(present, line.key, {
                fallback: line.fallback === null ? '' : null,
                isOptional: false,
              }),
            )
          }
        >
          {line.fallback === null ? 'Take a default when missing' : 'Take no default'}
        </MenuItem>
      )}
      <MenuItem icon={Trash2} isDangerous onSelect={() => edit((present) => removeLine(present, line.key))}>
        Remove
      </MenuItem>
    </Menu>
  )
}
