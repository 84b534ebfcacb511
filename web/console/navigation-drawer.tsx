/** The console's navigation on small windows: a modal drawer from the left. */
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { ConsoleNavigation } from './console-navigation.tsx'

export function NavigationDrawer({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Escape
    <dialog
      ref={dialog}
      aria-label="Navigation"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r border-line bg-canvas p-0 text-ink backdrop:bg-scrim open:animate-appear"
    >
      <ConsoleNavigation onNavigate={onClose} />
      <IconButton
        label="Close the navigation"
        icon={X}
        onClick={onClose}
        className="absolute right-2 bottom-2"
      />
    </dialog>
  )
}
