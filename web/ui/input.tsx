/** Text inputs: one line, several lines, and a native select; inside a `Field` they find their label. */
import { ChevronDown } from 'lucide-react'
import type { InputHTMLAttributes, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { useFieldLinks } from './field.tsx'

const controlClass = cx(
  'w-full min-w-0 rounded-md border border-line-control bg-surface px-2 text-14 text-ink transition-colors max-sm:text-16',
  'hover:border-ink-3 focus-visible:border-accent focus-visible:outline-offset-0',
  'aria-invalid:border-bad disabled:bg-sunken disabled:text-ink-3',
)

type InputProps = InputHTMLAttributes<HTMLInputElement> & { isMono?: boolean; ref?: Ref<HTMLInputElement> }

export function Input({ className, isMono, ...rest }: InputProps) {
  const links = useFieldLinks()
  return (
    <input
      {...links}
      {...rest}
      className={cx(
        controlClass,
        'h-8 [&[readonly]]:bg-sunken max-sm:h-10',
        isMono && 'font-mono text-13',
        className,
      )}
    />
  )
}

type TextAreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & {
  isMono?: boolean
  ref?: Ref<HTMLTextAreaElement>
}

export function TextArea({ className, isMono, rows = 4, ...rest }: TextAreaProps) {
  const links = useFieldLinks()
  return (
    <textarea
      {...links}
      {...rest}
      rows={rows}
      className={cx(
        controlClass,
        'resize-y py-1 [&[readonly]]:bg-sunken',
        isMono && 'font-mono text-13',
        className,
      )}
    />
  )
}

type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children' | 'onChange'> & {
  options: readonly { value: string; label: string; isDisabled?: boolean }[]
  /** The words of the empty choice; without it there is none. */
  placeholder?: string
  onPick?: (value: string) => void
  ref?: Ref<HTMLSelectElement>
}

/** The browser's own select: it is accessible, works on a phone, and needs no styles of its own. */
export function Select({ options, placeholder, onPick, className, ...rest }: SelectProps) {
  const links = useFieldLinks()
  return (
    <span className={cx('relative inline-flex min-w-0', className)}>
      <select
        {...links}
        {...rest}
        onChange={(event) => onPick?.(event.target.value)}
        className={cx(controlClass, 'h-8 appearance-none pr-7 text-13 max-sm:h-10')}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
