/** One line of a JSON tree: its name, its value by type, its mark, and the copy buttons. */
import { ChevronRight, Copy, Route } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useCopy } from './copy-button.tsx'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'
import type { JsonKind, JsonNode } from './json-path.rules.ts'

interface Props {
  node: JsonNode
  isOpen: boolean
  isFocusable: boolean
  isSelected: boolean
  isPickable: boolean
  mark: ReactNode
  onToggle: () => void
  onActivate: (element: HTMLElement) => void
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

const kindColor: Record<JsonKind, string> = {
  object: 'text-ink-3',
  array: 'text-ink-3',
  string: 'text-good',
  number: 'text-accent-text',
  boolean: 'text-warn',
  null: 'text-ink-3',
}
const shownTextMax = 160

function valueText({ kind, value, childCount }: JsonNode): string {
  if (kind === 'object') return childCount === 0 ? '{}' : `{ ${childCount} }`
  if (kind === 'array') return childCount === 0 ? '[]' : `[ ${childCount} ]`
  if (kind === 'string') {
    const text = JSON.stringify(value)
    return text.length > shownTextMax ? `${text.slice(0, shownTextMax)}…` : text
  }
  return String(value)
}

export function JsonTreeRow({ node, isOpen, isPickable, mark, onToggle, onActivate, ...row }: Props) {
  const [isPathCopied, copyPath] = useCopy()
  const [isValueCopied, copyValue] = useCopy()
  const hasChildren = node.childCount > 0
  return (
    <div
      role="treeitem"
      aria-level={node.depth + 1}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={row.isSelected}
      aria-label={`${node.key ?? 'payload'}, ${node.kind}${hasChildren ? ` with ${node.childCount}` : `, ${valueText(node)}`}`}
      tabIndex={row.isFocusable ? 0 : -1}
      data-path={node.path}
      onFocus={row.onFocus}
      onKeyDown={row.onKeyDown}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button') !== null) return
        onActivate(event.currentTarget)
      }}
      style={{ paddingLeft: `${node.depth * 16 + 4}px` }}
      className={cx(
        'group relative flex min-h-6 min-w-0 cursor-pointer items-center gap-1 rounded-sm pr-1 hover:bg-hover focus-visible:outline-offset-[-2px]',
        row.isSelected && 'bg-accent-soft',
      )}
    >
      {hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={isOpen ? 'Close' : 'Open'}
          onClick={onToggle}
          className="flex size-4 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
        >
          <ChevronRight aria-hidden className={cx('size-3 transition-transform', isOpen && 'rotate-90')} />
        </button>
      ) : (
        <span className="size-4 shrink-0" />
      )}
      {node.key !== null && (
        <span className={cx('shrink-0', typeof node.key === 'number' ? 'text-ink-3' : 'text-ink')}>
          {node.key}
          <span className="text-ink-3">:</span>
        </span>
      )}
      <span
        title={node.kind}
        className={cx(
          'min-w-0 truncate',
          kindColor[node.kind],
          isPickable && 'group-hover:underline underline-offset-2',
        )}
      >
        {valueText(node)}
      </span>
      {mark && <span className="shrink-0 font-sans">{mark}</span>}
      <span className="absolute right-1 flex rounded-sm bg-hover opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        <IconButton
          size="small"
          tabIndex={-1}
          label={isPathCopied ? 'Copied' : `Copy the path ${node.path}`}
          icon={Route}
          onClick={() => copyPath(node.path)}
        />
        <IconButton
          size="small"
          tabIndex={-1}
          label={isValueCopied ? 'Copied' : 'Copy the value'}
          icon={Copy}
          onClick={() =>
            copyValue(typeof node.value === 'string' ? node.value : JSON.stringify(node.value, null, 2))
          }
        />
      </span>
    </div>
  )
}
