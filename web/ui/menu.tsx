/**
 * A menu of actions or choices. Not modal, so it needs no scroll lock and no inline style; not moved elsewhere in
 * the document, so that it also works inside a modal dialog.
 */
import { Check, type LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const itemClass =
  'flex h-8 cursor-pointer select-none items-center gap-2 rounded-md px-2 text-13 outline-none data-[highlighted]:bg-pressed data-[disabled]:opacity-55 max-sm:h-10'

export function Menu({
  trigger,
  label,
  align = 'end',
  onClosed,
  children,
}: {
  trigger: ReactNode
  label: string
  align?: 'start' | 'end'
  /** Where the focus goes when it closes; `preventDefault` keeps it from going back to the trigger. */
  onClosed?: (event: Event) => void
  children: ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        aria-label={label}
        align={align}
        sideOffset={4}
        collisionPadding={8}
        {...(onClosed ? { onCloseAutoFocus: onClosed } : {})}
        className="z-40 max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] min-w-48 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

interface ItemProps {
  icon?: LucideIcon
  isDangerous?: boolean
  isDisabled?: boolean
  /** One of several choices, and the one that holds. */
  isChosen?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon: Icon, isDangerous, isDisabled, isChosen, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item
      disabled={isDisabled ?? false}
      onSelect={onSelect}
      className={cx(itemClass, isDangerous ? 'text-bad' : 'text-ink')}
    >
      {Icon && <Icon aria-hidden className={cx('size-4', isDangerous ? 'text-bad' : 'text-ink-3')} />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {isChosen && (
        <>
          <Check aria-hidden className="size-4 text-accent-text" />
          <span className="sr-only">(chosen)</span>
        </>
      )}
    </DropdownMenu.Item>
  )
}

export function MenuCheckItem({
  isChecked,
  onChange,
  children,
}: {
  isChecked: boolean
  onChange: (isChecked: boolean) => void
  children: ReactNode
}) {
  return (
    <DropdownMenu.CheckboxItem
      checked={isChecked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={cx(itemClass, 'text-ink')}
    >
      <span className="flex size-4 items-center justify-center rounded-sm border border-line-control">
        <DropdownMenu.ItemIndicator>
          <Check aria-hidden className="size-3" />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </DropdownMenu.CheckboxItem>
  )
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="truncate px-2 pt-2 pb-1 text-12 text-ink-3">{children}</DropdownMenu.Label>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />
}
