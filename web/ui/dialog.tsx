/**
 * A modal dialog on the browser's own `<dialog>`: it keeps the focus inside, makes the page behind inert and
 * needs no inline styles, so the CSP stays strict.
 */
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'

interface Props {
  title: string
  description?: ReactNode
  onClose: () => void
  /** Buttons at the foot; a form inside brings its own. */
  footer?: ReactNode
  width?: 'narrow' | 'wide'
  /** A dialog that must be answered is not closed by a click beside it. */
  mustAnswer?: boolean
  children?: ReactNode
}

/** The first field of a form, else the first button of the foot (Cancel), and not the cross. */
const firstControl = (dialog: HTMLElement) =>
  dialog.querySelector<HTMLElement>('[data-dialog-body] :is(input, select, textarea):not(:disabled)') ??
  dialog.querySelector<HTMLElement>('[data-dialog-foot] button')

/** Mount it to open it. */
export function Dialog({
  title,
  description,
  onClose,
  footer,
  width = 'narrow',
  mustAnswer,
  children,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const element = dialog.current
    if (element === null) return
    const opener = document.activeElement
    if (!element.open) element.showModal()
    firstControl(element)?.focus()
    return () => {
      element.close()
      // What opened it may be gone by what was done in it; then reading goes on at the page itself.
      const next = opener?.isConnected ? opener : document.getElementById('main')
      if (next instanceof HTMLElement) next.focus()
    }
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Escape
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current && !mustAnswer) onClose()
      }}
      className={cx(
        'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-hidden rounded-lg border border-line bg-raised p-0 text-ink shadow-float backdrop:bg-scrim open:animate-rise',
        'max-sm:mb-0 max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none',
        width === 'narrow' ? 'sm:max-w-md' : 'sm:max-w-2xl',
      )}
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <div className="flex items-start justify-between gap-4 px-5 pt-4">
          <div className="min-w-0">
            <h2 id={`${id}-title`} className="text-16 font-semibold text-ink">
              {title}
            </h2>
            {description && (
              <div id={`${id}-description`} className="mt-1 text-pretty text-13 text-ink-2">
                {description}
              </div>
            )}
          </div>
          <IconButton label="Close" icon={X} onClick={onClose} className="-mt-1 -mr-2" />
        </div>
        {children && (
          <div data-dialog-body className="min-h-0 overflow-y-auto px-5 pt-4 pb-1">
            {children}
          </div>
        )}
        <div data-dialog-foot className="flex flex-wrap justify-end gap-2 px-5 pt-4 pb-5">
          {footer}
        </div>
      </div>
    </dialog>
  )
}
