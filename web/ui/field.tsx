/** A labelled form field: label, control, hint and error, tied together for screen readers. */
import { CircleAlert } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { cx } from './cx.ts'

interface FieldLinks {
  id: string
  describedBy: string | undefined
  isInvalid: boolean
}

const FieldContext = createContext<FieldLinks | null>(null)

/** What a control inside a `Field` puts on its element; outside of one, nothing. */
export function useFieldLinks(): { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const links = useContext(FieldContext)
  if (links === null) return {}
  return {
    id: links.id,
    ...(links.describedBy === undefined ? {} : { 'aria-describedby': links.describedBy }),
    ...(links.isInvalid ? { 'aria-invalid': true as const } : {}),
  }
}

interface Props {
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** Words such as "optional", beside the label. */
  note?: string
  isLabelHidden?: boolean
  className?: string
  children: ReactNode
}

export function Field({ label, hint, error, note, isLabelHidden, className, children }: Props) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ')
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <div className={cx('flex items-baseline justify-between gap-2', isLabelHidden && 'sr-only')}>
        <label htmlFor={id} className="text-13 font-medium text-ink">
          {label}
        </label>
        {note && <span className="text-12 text-ink-3">{note}</span>}
      </div>
      <FieldContext value={{ id, describedBy: described || undefined, isInvalid: error !== undefined }}>
        {children}
      </FieldContext>
      {hint && (
        <p id={hintId} className="text-12 text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="flex items-start gap-1 text-12 text-bad">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  )
}
