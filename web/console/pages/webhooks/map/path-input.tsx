/** A path into the payload: typed, or chosen from the values of the sample; it shows what stands there. */
import { ListTree } from 'lucide-react'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Input } from '../../../../ui/input.tsx'
import { Menu, MenuHeading, MenuItem } from '../../../../ui/menu.tsx'
import { type LineRoot, leavesOf, listsOf, locate, shortValue } from './payload-path.rules.ts'

interface Props {
  label: string
  value: string
  onChange: (path: string) => void
  /** Where the path starts in the sample; null without a sample. */
  root: LineRoot | null
  placeholder?: string
  describedBy?: string
  isInvalid?: boolean
  /** Offers the lists of the sample instead of its values. */
  isList?: boolean
}

export function PathInput({
  label,
  value,
  onChange,
  root,
  placeholder,
  describedBy,
  isInvalid,
  isList,
}: Props) {
  const leaves = root === null ? [] : isList ? listsOf(root.value) : leavesOf(root.value)
  return (
    <span className="relative flex min-w-0 flex-1">
      <Input
        isMono
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        value={value}
        placeholder={placeholder ?? '$.'}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        className="pr-9"
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="absolute top-1/2 right-1 -translate-y-1/2">
        <Menu
          label="Values of the sample"
          trigger={
            <IconButton
              size="small"
              label="Choose from the sample"
              icon={ListTree}
              disabled={leaves.length === 0}
            />
          }
        >
          <MenuHeading>Values of the sample</MenuHeading>
          {leaves.map((leaf) => (
            <MenuItem key={leaf.path} isChosen={leaf.path === value} onSelect={() => onChange(leaf.path)}>
              <span className="font-mono text-12">
                {leaf.path} <span className="text-ink-3">{shortValue(leaf.value)}</span>
              </span>
            </MenuItem>
          ))}
        </Menu>
      </span>
    </span>
  )
}

/** What stands at a path in the sample, or that nothing does. */
export function ValueAt({ root, path }: { root: LineRoot | null; path: string }) {
  if (root === null || path.trim() === '') return null
  const place = locate(root.value, path.trim(), root.path)
  if (place.state === 'unknown') return null
  return (
    <span className="text-12 text-ink-3">
      {place.state === 'found' ? (
        <>
          in the sample: <span className="font-mono text-ink-2">{shortValue(place.value)}</span>
        </>
      ) : (
        'not in the sample'
      )}
    </span>
  )
}
