/**
 * A payload as a tree: types, search, copy of paths and values. With `onPick` a value can be chosen by click
 * or Enter; the caller gets its JSON Path. The same view stands wherever JSON is shown.
 */
import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'
import { type JsonKind, type JsonNode, matchingPaths, nodesOf, treeStep } from './json-path.rules.ts'
import { JsonTreeRow } from './json-tree-row.tsx'
import { SearchInput } from './search-input.tsx'
import { EmptyFilter } from './states.tsx'

export interface JsonPick {
  path: string
  value: unknown
  kind: JsonKind
  /** The row, to anchor a menu at. */
  element: HTMLElement
}

interface Props {
  label: string
  value: unknown
  /** Where paths start: `$` for a payload; also `$` for one element of an array. */
  root?: string
  onPick?: (pick: JsonPick) => void
  /** What stands beside a value, by path: where it goes, or what is wrong with it. */
  marks?: ReadonlyMap<string, ReactNode>
  selectedPath?: string | null
  className?: string
}

/** Small payloads open whole; of large ones only the first levels, so that the page stays quick. */
const openWholeMax = 200
const shownRowsMax = 1000

export function JsonTree({ label, value, root = '$', onPick, marks, selectedPath, className }: Props) {
  const nodes = useMemo(() => nodesOf(value, root), [value, root])
  const [search, setSearch] = useState('')
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [isOpenByDefault, setOpenByDefault] = useState<boolean | null>(null)
  const [current, setCurrent] = useState(root)
  const tree = useRef<HTMLDivElement>(null)

  const matches = useMemo(() => (search === '' ? null : matchingPaths(nodes, search)), [nodes, search])
  const isOpen = (node: JsonNode) => {
    if (node.childCount === 0) return false
    if (matches !== null) return true
    const initial = isOpenByDefault ?? (nodes.length <= openWholeMax || node.depth < 2)
    return toggled.has(node.path) ? !initial : initial
  }

  const visible: JsonNode[] = []
  const openPaths = new Set<string>()
  for (const node of nodes) {
    if (node.parent !== null && !openPaths.has(node.parent)) continue
    if (matches !== null && !matches.has(node.path)) continue
    visible.push(node)
    if (isOpen(node)) openPaths.add(node.path)
  }
  const shown = visible.slice(0, shownRowsMax)
  const focusable = shown.some((node) => node.path === current) ? current : root

  const toggle = (path: string) => {
    const next = new Set(toggled)
    if (!next.delete(path)) next.add(path)
    setToggled(next)
  }
  const setAll = (isOpened: boolean) => {
    setOpenByDefault(isOpened)
    setToggled(new Set(isOpened ? [] : [root]))
  }
  const focus = (path: string | null | undefined) => {
    if (path === null || path === undefined) return
    setCurrent(path)
    tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus()
  }

  const walk = (event: KeyboardEvent<HTMLElement>, node: JsonNode, index: number) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const step = treeStep(event.key, isOpen(node), node.childCount > 0)
    if (step === null) return
    event.preventDefault()
    if (step === 'next') focus(shown[index + 1]?.path)
    if (step === 'previous') focus(shown[index - 1]?.path)
    if (step === 'first') focus(shown[0]?.path)
    if (step === 'last') focus(shown.at(-1)?.path)
    if (step === 'toggle') toggle(node.path)
    if (step === 'parent') focus(node.parent)
    if (step === 'activate') activate(node, event.currentTarget)
  }
  const activate = (node: JsonNode, element: HTMLElement) => {
    if (onPick) onPick({ path: node.path, value: node.value, kind: node.kind, element })
    else if (node.childCount > 0) toggle(node.path)
  }

  return (
    <div className={cx('flex min-h-0 min-w-0 flex-col', className)}>
      <div className="flex items-center gap-1 border-b border-line p-2">
        <SearchInput
          label={`Search in ${label}`}
          placeholder="Search names and values"
          value={search}
          onSearch={setSearch}
          className="flex-1"
        />
        <IconButton label="Open all" icon={ChevronsUpDown} onClick={() => setAll(true)} />
        <IconButton label="Close all" icon={ChevronsDownUp} onClick={() => setAll(false)} />
      </div>
      {shown.length === 0 ? (
        <EmptyFilter what="names or values" onClear={() => setSearch('')} />
      ) : (
        <div
          ref={tree}
          role="tree"
          aria-label={label}
          className="min-h-0 flex-1 overflow-auto p-2 font-mono text-12"
        >
          {shown.map((node, index) => (
            <JsonTreeRow
              key={node.path}
              node={node}
              isOpen={openPaths.has(node.path)}
              isFocusable={node.path === focusable}
              isSelected={node.path === selectedPath}
              isPickable={onPick !== undefined}
              mark={marks?.get(node.path)}
              onToggle={() => toggle(node.path)}
              onActivate={(element) => activate(node, element)}
              onFocus={() => setCurrent(node.path)}
              onKeyDown={(event) => walk(event, node, index)}
            />
          ))}
        </div>
      )}
      {visible.length > shown.length && (
        <p className="border-t border-line p-2 text-12 text-ink-3">
          {visible.length - shown.length} more lines are not shown. Search for a name, or close a part of the
          tree.
        </p>
      )}
    </div>
  )
}
