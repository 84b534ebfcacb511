/**
 * Details beside a list. The page gives it an address of its own (a child route or a search parameter); the
 * panel takes the focus when it opens, closes with Escape and hands the focus back to its row.
 */
import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'

interface Props {
  title: ReactNode
  /** What it is, in a word, above the title. */
  kind?: string
  actions?: ReactNode
  onClose: () => void
  /** The key of the row in the list (`data-row`) that gets the focus back. */
  rowKey?: string
  width?: 'normal' | 'wide'
  children: ReactNode
}

export function SidePanel({ title, kind, actions, onClose, rowKey, width = 'normal', children }: Props) {
  const panel = useRef<HTMLElement>(null)
  const id = useId()

  // Before the paint, so that a key pressed at once already finds the panel.
  useLayoutEffect(() => {
    panel.current?.focus()
    return () => {
      const isFocusInside = panel.current?.contains(document.activeElement) ?? true
      const row = rowKey && document.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowKey)}"]`)
      if (row && (isFocusInside || document.activeElement === document.body)) row.focus()
    }
  }, [rowKey])

  useLayoutEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // What lies over the panel closes first; a search that holds words is cleared first.
      if (document.querySelector('dialog:modal, [role="menu"]') !== null) return
      if (event.target instanceof HTMLInputElement && event.target.type === 'search' && event.target.value)
        return
      onClose()
    }
    // In the capture phase, before a menu that closes by the same key is gone.
    window.addEventListener('keydown', close, true)
    return () => window.removeEventListener('keydown', close, true)
  }, [onClose])

  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={id}
      className={cx(
        'fixed inset-y-0 right-0 z-30 flex w-full animate-slide-in flex-col border-l border-line bg-surface shadow-float',
        width === 'normal' ? 'sm:max-w-lg' : 'sm:max-w-3xl',
      )}
    >
      <header className="flex items-start justify-between gap-4 border-b border-line px-5 py-3">
        <div className="min-w-0">
          {kind && <p className="text-12 text-ink-3">{kind}</p>}
          <h2 id={id} className="truncate text-16 font-semibold text-ink">
            {title}
          </h2>
        </div>
        <div className="flex shrink-0 items-center gap-1">
          {actions}
          <IconButton label="Close" icon={X} onClick={onClose} />
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
    </aside>
  )
}
