/**
 * The list of the product: sticky header, rows that are walked with the arrow keys and opened with Enter,
 * columns of choice, a skeleton of the same shape, and more pages by cursor.
 */
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { cx } from './cx.ts'
import { Skeleton } from './skeleton.tsx'
import { ErrorState } from './states.tsx'
import { TableFooter } from './table-footer.tsx'

export interface Column<Row> {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'left' | 'right'
  /** A width utility such as `w-40`; without one the column shares what is left. */
  width?: string
  /** Shown only from this width of the window on. */
  from?: 'sm' | 'md' | 'lg' | 'xl'
  isHeaderHidden?: boolean
  /** A control that stands in the header in place of its word. */
  headerCell?: ReactNode
}

export interface TableProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  /** Keys of the columns that are hidden by choice. */
  hidden?: ReadonlySet<string>
  rows: readonly Row[]
  keyOf: (row: Row) => string
  onOpen?: (row: Row) => void
  openKey?: string | undefined
  /** Whether the row is one of those that were chosen; the column of boxes says so, the ground shows it. */
  isChosen?: (row: Row) => boolean
  isPending?: boolean
  skeletonRows?: number
  problem?: ApiProblem | null
  onRetry?: () => void
  empty: ReactNode
  more?: { hasMore: boolean; isLoadingMore: boolean; moreProblem: ApiProblem | null; loadMore: () => void }
}

const fromClass = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
} as const

const cellClass = <Row,>(column: Column<Row>) =>
  cx(column.align === 'right' && 'text-right', column.from && fromClass[column.from], column.width)

/** A click on a control inside a row is meant for that control. */
const isOnControl = (event: MouseEvent | KeyboardEvent) =>
  event.target instanceof Element && event.target.closest('a, button, input, select, summary') !== null

export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, keyOf, onOpen, openKey, isPending = false, skeletonRows = 8 } = props
  const columns = props.columns.filter((column) => !props.hidden?.has(column.key))
  const body = useRef<HTMLTableSectionElement>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const focusable = rows.some((row) => keyOf(row) === current) ? current : rows[0] && keyOf(rows[0])

  if (props.problem) {
    return (
      <ErrorState
        problem={props.problem}
        what={label}
        {...(props.onRetry ? { onRetry: props.onRetry } : {})}
      />
    )
  }
  if (!isPending && rows.length === 0) return props.empty

  const walk = (event: KeyboardEvent<HTMLTableRowElement>, row: Row, index: number) => {
    if (isOnControl(event)) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onOpen?.(row)
      return
    }
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
    }
    const wanted = steps[event.key]
    const next = wanted === undefined ? undefined : rows[wanted]
    if (next === undefined) return
    event.preventDefault()
    setCurrent(keyOf(next))
    const element = body.current?.rows[wanted ?? 0]
    element?.focus()
    element?.scrollIntoView({ block: 'nearest' })
  }

  return (
    <div className="min-w-0">
      <table
        aria-label={label}
        aria-busy={isPending}
        {...(onOpen && !isPending ? { role: 'grid' } : {})}
        className="w-full table-fixed border-separate border-spacing-0 text-13"
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cx(
                  'sticky top-(--table-top,0px) z-10 h-9 truncate border-b border-line bg-surface px-3 text-left text-12 font-medium text-ink-3 first:rounded-tl-lg first:pl-4 last:rounded-tr-lg last:pr-4',
                  cellClass(column),
                )}
              >
                {column.headerCell ?? (
                  <span className={column.isHeaderHidden ? 'sr-only' : ''}>{column.header}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {isPending
            ? Array.from({ length: skeletonRows }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
                <tr key={index}>
                  {columns.map((column, position) => (
                    <td
                      key={column.key}
                      className={cx('h-10 border-b border-line px-3 first:pl-4 last:pr-4', cellClass(column))}
                    >
                      <Skeleton
                        className={cx(
                          'h-3',
                          position === 0 ? 'w-3/4' : 'w-1/2',
                          column.align === 'right' && 'ml-auto',
                        )}
                      />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row, index) => {
                const key = keyOf(row)
                const isOpen = key === openKey
                return (
                  <tr
                    key={key}
                    {...(onOpen
                      ? {
                          tabIndex: key === focusable ? 0 : -1,
                          'aria-selected': isOpen,
                          onClick: (event: MouseEvent) => {
                            if (!isOnControl(event)) onOpen(row)
                          },
                          onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => walk(event, row, index),
                          onFocus: () => setCurrent(key),
                        }
                      : {})}
                    data-row={key}
                    className={cx(
                      'group/row transition-colors focus-visible:outline-offset-[-2px]',
                      onOpen && 'cursor-pointer hover:bg-hover',
                      (isOpen || props.isChosen?.(row)) && 'bg-accent-soft hover:bg-accent-soft',
                    )}
                  >
                    {columns.map((column) => (
                      <td
                        key={column.key}
                        className={cx(
                          'h-10 truncate border-b border-line px-3 py-1 text-ink group-last/row:border-b-0 first:pl-4 last:pr-4 max-sm:h-12',
                          cellClass(column),
                        )}
                      >
                        {column.cell(row)}
                      </td>
                    ))}
                  </tr>
                )
              })}
        </tbody>
      </table>
      {props.more && !isPending && <TableFooter count={rows.length} {...props.more} />}
    </div>
  )
}
