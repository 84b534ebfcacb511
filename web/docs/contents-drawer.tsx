/** The contents on small windows: a modal drawer from the left, closed by choosing. */
import { X } from 'lucide-react'
import { type ComponentProps, useLayoutEffect, useRef } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { Contents } from './contents.tsx'

type Props = Omit<ComponentProps<typeof Contents>, 'hasShortcut' | 'onChoose'> & { onClose: () => void }

export function ContentsDrawer({ onClose, ...contents }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the list inside looks for its current place, which a closed dialog does not have.
  useLayoutEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    // Not on the cross, which would show its tooltip, nor on the search, which would bring up a keyboard.
    element?.focus()
    return () => element?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Escape
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label="Contents"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="m-0 h-dvh max-h-none w-80 max-w-[88vw] border-r border-line bg-canvas p-0 text-ink backdrop:bg-scrim open:animate-appear"
    >
      <div className="flex h-14 items-center justify-between border-b border-line pr-2 pl-4">
        <p className="text-14 font-semibold">Contents</p>
        <IconButton label="Close the contents" icon={X} onClick={onClose} />
      </div>
      <div className="h-[calc(100dvh-3.5rem)]">
        <Contents {...contents} onChoose={onClose} />
      </div>
    </dialog>
  )
}
