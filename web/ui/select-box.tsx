/** The box with which a row of a list is chosen, or all of them: its place says to eyes what it is for, its label to readers. */
import { Check, Minus } from 'lucide-react'
import { boxClass, tickClass } from './choice.tsx'
import { cx } from './cx.ts'

interface Props {
  label: string
  isChecked: boolean
  /** For a box that stands for many, of which only some are chosen. */
  isMixed?: boolean
  isDisabled?: boolean
  onChange: () => void
}

export function SelectBox({ label, isChecked, isMixed = false, isDisabled, onChange }: Props) {
  const Icon = isMixed ? Minus : Check
  return (
    <span className="relative inline-flex size-4 align-middle">
      <input
        ref={(box) => {
          if (box) box.indeterminate = isMixed
        }}
        type="checkbox"
        aria-label={label}
        checked={isChecked}
        disabled={isDisabled}
        onChange={onChange}
        className={cx(
          boxClass,
          'indeterminate:border-accent indeterminate:bg-accent',
          // Fingers get some room around it, and what floats at the foot does not cover it when it is reached by Tab.
          'scroll-my-32 before:absolute before:-inset-3',
        )}
      />
      <Icon aria-hidden strokeWidth={3} className={cx(tickClass, 'peer-indeterminate:opacity-100')} />
    </span>
  )
}
