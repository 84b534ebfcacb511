/** A menu that opens at an element which is no button, such as a row of a tree; closing it hands the focus back. */
import { DropdownMenu } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'

interface Props {
  label: string
  element: HTMLElement
  onClose: () => void
  children: ReactNode
}

/** Mount it to open it; use `MenuItem`, `MenuHeading` and `MenuSeparator` inside. */
export function MenuAt({ label, element, onClose, children }: Props) {
  const box = element.getBoundingClientRect()
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Opened with the keyboard, the first item is ready for Enter; with the mouse, nothing is chosen yet.
    if (!element.matches(':focus-visible')) return
    const frame = window.requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus(),
    )
    return () => window.cancelAnimationFrame(frame)
  }, [element])
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span
          aria-hidden
          tabIndex={-1}
          className="pointer-events-none fixed"
          style={{ left: box.left + 24, top: box.top, height: box.height, width: 1 }}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        ref={content}
        aria-label={label}
        align="start"
        sideOffset={2}
        collisionPadding={8}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          element.focus()
        }}
        className="z-40 max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] min-w-56 max-w-80 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
