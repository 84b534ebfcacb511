/** Yes or no: a checkbox for choosing, a switch for what takes effect at once. */
import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

interface Props {
  label: ReactNode
  hint?: ReactNode
  isChecked: boolean
  isDisabled?: boolean
  onChange: (isChecked: boolean) => void
}

/** The box, and the tick that stands over it. */
export const boxClass =
  'peer size-4 appearance-none rounded-sm border border-line-control bg-surface transition-colors checked:border-accent checked:bg-accent disabled:opacity-55'
export const tickClass =
  'pointer-events-none absolute inset-0.5 size-3 text-accent-ink opacity-0 peer-checked:opacity-100'

export function Checkbox({ label, hint, isChecked, isDisabled, onChange }: Props) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <span className="relative mt-0.5 inline-flex size-4 shrink-0">
        <input
          id={id}
          type="checkbox"
          checked={isChecked}
          disabled={isDisabled}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className={boxClass}
        />
        <Check aria-hidden strokeWidth={3} className={tickClass} />
      </span>
      <div className="min-w-0">
        <label htmlFor={id} className={cx('text-13 text-ink', isDisabled && 'text-ink-3')}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-12 text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

export function Switch({ label, hint, isChecked, isDisabled, onChange }: Props) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <span id={`${id}-label`} className="text-13 font-medium text-ink">
          {label}
        </span>
        {hint && (
          <p id={`${id}-hint`} className="text-12 text-ink-3">
            {hint}
          </p>
        )}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={isChecked}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={isDisabled}
        onClick={() => onChange(!isChecked)}
        className={cx(
          'relative mt-0.5 h-5 w-9 shrink-0 rounded-full border transition-colors disabled:opacity-55',
          isChecked ? 'border-accent bg-accent' : 'border-line-control bg-sunken',
        )}
      >
        <span
          className={cx(
            'absolute top-0.5 left-0.5 size-3.5 rounded-full transition-transform',
            isChecked ? 'translate-x-4 bg-accent-ink' : 'bg-ink-3',
          )}
        />
      </button>
    </div>
  )
}
