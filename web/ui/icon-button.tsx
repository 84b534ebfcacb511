/** A button that is only an icon; its label is its name for readers and its tooltip for eyes. */
import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { cx } from './cx.ts'
import { Tooltip } from './tooltip.tsx'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  label: string
  icon: LucideIcon
  size?: 'small' | 'medium'
  ref?: Ref<HTMLButtonElement>
}

export function IconButton({
  label,
  icon: Icon,
  size = 'medium',
  className,
  type = 'button',
  ...rest
}: Props) {
  return (
    <Tooltip label={label}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-md text-ink-3 transition-colors hover:bg-hover hover:text-ink disabled:opacity-55',
          size === 'small' ? 'size-6' : 'size-8 max-sm:size-10',
          className,
        )}
      >
        <Icon aria-hidden className={size === 'small' ? 'size-3.5' : 'size-4'} />
      </button>
    </Tooltip>
  )
}
