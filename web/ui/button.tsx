/** The button: one primary per page, secondary for the rest, danger for what cannot be undone. */
import { createLink } from '@tanstack/react-router'
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'small' | 'medium'

interface Look {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: LucideIcon
}

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink border-transparent hover:bg-accent-hover',
  secondary: 'bg-surface text-ink border-line-strong hover:bg-hover active:bg-pressed',
  ghost: 'bg-transparent text-ink-2 border-transparent hover:bg-hover hover:text-ink active:bg-pressed',
  danger: 'bg-bad-solid text-accent-ink border-transparent hover:bg-bad-solid-hover',
}

const sizes: Record<ButtonSize, string> = {
  small: 'h-7 px-2 gap-1 text-13',
  medium: 'h-8 px-3 gap-2 text-13 max-sm:h-10',
}

export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'medium'): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium transition-colors',
    'disabled:opacity-55',
    variants[variant],
    sizes[size],
  )
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> &
  Look & {
    /** Shows that the work runs; a second click does nothing meanwhile. */
    isPending?: boolean
    ref?: Ref<HTMLButtonElement>
    children: ReactNode
  }

export function Button({
  variant,
  size,
  icon: Icon,
  isPending = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={isPending || undefined}
      aria-disabled={isPending || undefined}
      className={cx(buttonClass(variant, size), className)}
      onClick={(event) => {
        if (isPending) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {isPending ? (
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
      ) : (
        Icon && <Icon aria-hidden className="size-4" />
      )}
      {children}
    </button>
  )
}

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & Look & { ref?: Ref<HTMLAnchorElement> }

function ButtonAnchor({ variant, size, icon: Icon, className, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={cx(buttonClass(variant, size), className)}>
      {Icon && <Icon aria-hidden className="size-4" />}
      {children}
    </a>
  )
}

/** A link that looks like a button; takes the router's `to`, `params` and `search`. */
export const ButtonLink = createLink(ButtonAnchor)
