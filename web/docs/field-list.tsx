/**
 * Fields as rows: name, type, whether they must be there, what they mean, within which bounds; what lies inside an
 * object stands indented below it. Folded, what lies deeper is drawn when it is opened.
 */
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { cx } from '../ui/cx.ts'
import type { FieldRow } from './fields.rules.ts'
import { Code, Prose } from './prose.tsx'

interface Props {
  rows: readonly FieldRow[]
  /** In answers, where fields are read and not written: nothing is "required", bounds bind nobody, and depth is folded. */
  isFolded?: boolean
}

export function FieldList({ rows, isFolded = false }: Props) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {rows.map((row) => (
        <li key={row.name} className="py-2.5">
          <FieldWords row={row} isAnswer={isFolded} />
          <Inside row={row} isFolded={isFolded} />
        </li>
      ))}
    </ul>
  )
}

function FieldWords({ row, isAnswer }: { row: FieldRow; isAnswer: boolean }) {
  const { name, type, isRequired, bounds, values, description } = row
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-mono text-13 font-semibold text-ink [overflow-wrap:anywhere]">{name}</code>
        <span className="text-12 text-ink-3">{type}</span>
        {isRequired && !isAnswer && <span className="text-12 font-medium text-warn">required</span>}
        {!isRequired && isAnswer && <span className="text-12 text-ink-3">may be missing</span>}
      </p>
      {description && (
        <p className="mt-0.5 max-w-[68ch] text-pretty text-13 text-ink-2">
          <Prose text={description} />
        </p>
      )}
      {values.length > 0 && (
        <p className="mt-1 flex flex-wrap items-baseline gap-1 text-12 text-ink-3">
          {values.length === 1 ? 'Always' : 'One of'}
          {values.map((value) => (
            <Code key={value}>{value}</Code>
          ))}
        </p>
      )}
      {bounds.length > 0 && !isAnswer && (
        <p className="mt-0.5 text-12 text-ink-3">
          <Prose text={bounds.join(' · ')} />
        </p>
      )}
    </>
  )
}

/** The page of a list is what the answer is about, so its rows are open from the start. */
const isOpenAtFirst = (name: string) => name === 'data'

function Inside({ row, isFolded }: { row: FieldRow; isFolded: boolean }) {
  const [isOpen, setOpen] = useState(!isFolded || isOpenAtFirst(row.name))
  if (row.children.length + row.variants.length === 0) return null
  return (
    <div className="mt-1.5">
      {isFolded && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex items-center gap-1 rounded-sm text-12 font-medium text-ink-2 hover:text-ink max-sm:min-h-8"
        >
          <ChevronRight aria-hidden className={cx('size-3.5 transition-transform', isOpen && 'rotate-90')} />
          {isOpen ? 'Hide' : 'Show'} the fields of {row.name}
        </button>
      )}
      {isOpen && (
        <div className="mt-1.5 border-l-2 border-line pl-4">
          {row.children.length > 0 && <FieldList rows={row.children} isFolded={isFolded} />}
          {row.variants.length > 0 && (
            <p className="pb-2 text-12 text-ink-3">One of {row.variants.length} shapes:</p>
          )}
          {row.variants.map(({ name, rows }) => (
            <div key={name} className="mb-3 last:mb-0">
              <p className="pb-1.5 text-13 font-semibold text-ink">{name}</p>
              <FieldList rows={rows} isFolded={isFolded} />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
