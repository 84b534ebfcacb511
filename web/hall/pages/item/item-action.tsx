/** One thing I can do with an item; where it is off it says why. */
import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button, type ButtonVariant } from '../../../ui/button.tsx'
import { cx } from '../../../ui/cx.ts'

interface Props {
  icon: LucideIcon
  variant?: ButtonVariant
  /** A sentence; undefined where it can be done. */
  whyNot: string | undefined
  onClick: () => void
  children: ReactNode
}

export function ItemAction({ icon, variant = 'primary', whyNot, onClick, children }: Props) {
  const id = useId()
  return (
    <div className={cx('flex flex-wrap items-center gap-x-3 gap-y-1', whyNot !== undefined && 'mr-4')}>
      <Button
        variant={variant}
        icon={icon}
        disabled={whyNot !== undefined}
        {...(whyNot === undefined ? {} : { 'aria-describedby': id })}
        onClick={onClick}
      >
        {children}
      </Button>
      {whyNot !== undefined && (
        <p id={id} className="text-12 text-ink-3">
          {whyNot}
        </p>
      )}
    </div>
  )
}
