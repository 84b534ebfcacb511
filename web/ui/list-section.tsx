/** A whole list as pages use it: filters, the call behind it, column choice, table, states and further pages. */
import type { ReactNode } from 'react'
import type { Pages } from '../api/queries.ts'
import type { Choosing } from './choosing.tsx'
import { ColumnChoice } from './column-choice.tsx'
import { cx } from './cx.ts'
import { useRememberedSet } from './remembered.ts'
import { EmptyFilter } from './states.tsx'
import { type Column, Table } from './table.tsx'

interface Props<Row> {
  /** Names the list for this browser's memory of its columns, e.g. `members`. */
  name: string
  /** What the rows are, in the plural: "members". */
  label: string
  columns: readonly Column<Row>[]
  /** Columns that are hidden until the reader chooses them. */
  hiddenAtFirst?: readonly string[]
  pages: Pages<Row>
  keyOf: (row: Row) => string
  onOpen?: (row: Row) => void
  openKey?: string | undefined
  /** For a list of whose rows many can be chosen at once. */
  choosing?: Choosing<Row>
  filters?: ReactNode
  /** The button for the call behind the list, and the export. */
  curl?: ReactNode
  exported?: ReactNode
  /** Whether the filters leave something out; then an empty list is the filter's doing. */
  isFiltered?: boolean
  onClearFilters?: () => void
  /** What stands there on first use. */
  empty: ReactNode
}

export function ListSection<Row>({ name, label, columns, hiddenAtFirst = [], pages, ...rest }: Props<Row>) {
  const [hidden, toggle] = useRememberedSet(`columns.${name}`, hiddenAtFirst)
  const { isFiltered, onClearFilters, empty, choosing } = rest
  return (
    <section aria-label={label} className="min-w-0 rounded-lg border border-line bg-surface">
      <div
        className={cx(
          'flex flex-wrap items-center gap-2 border-b border-line px-2 py-2 sm:px-4',
          rest.filters === undefined && 'max-sm:hidden',
        )}
      >
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{rest.filters}</div>
        <div className="flex items-center gap-1 max-sm:hidden">
          {rest.exported}
          {rest.curl}
          <ColumnChoice columns={columns} hidden={hidden} onToggle={toggle} />
        </div>
      </div>
      <Table
        label={label}
        columns={choosing ? [choosing.column, ...columns] : columns}
        hidden={hidden}
        rows={pages.rows}
        keyOf={rest.keyOf}
        {...(rest.onOpen ? { onOpen: rest.onOpen } : {})}
        openKey={rest.openKey}
        {...(choosing ? { isChosen: choosing.isChosen } : {})}
        isPending={pages.isPending}
        problem={pages.problem}
        onRetry={pages.reload}
        empty={
          isFiltered ? (
            <EmptyFilter what={label} {...(onClearFilters ? { onClear: onClearFilters } : {})} />
          ) : (
            empty
          )
        }
        more={pages}
      />
      {choosing?.bar}
    </section>
  )
}
