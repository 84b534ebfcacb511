/** Everything by keyboard: Ctrl/Cmd-K opens it, typing filters the commands and searches what the page offers. */
import { type LucideIcon, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { cx } from './cx.ts'

export interface Command {
  id: string
  label: string
  group: string
  icon: LucideIcon
  /** Further words that find it. */
  keywords?: string
  note?: string
  run: () => void
}

interface Props {
  commands: readonly Command[]
  /** Results for what was typed, e.g. members; read by the caller. */
  results?: readonly Command[]
  onSearch?: (text: string) => void
  onClose: () => void
}

const matches = (command: Command, typed: string) =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) =>
      `${command.label} ${command.group} ${command.keywords ?? ''}`.toLowerCase().includes(word),
    )

export function CommandPalette({ commands, results = [], onSearch, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [position, setPosition] = useState(0)
  const id = useId()
  const shown = [...commands.filter((command) => matches(command, typed)), ...results]
  const active = Math.min(position, shown.length - 1)

  useEffect(() => {
    const element = dialog.current
    const opener = document.activeElement
    if (element && !element.open) element.showModal()
    return () => {
      element?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])

  const run = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      run(shown[active])
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || shown.length === 0) return
    event.preventDefault()
    const next = (active + step + shown.length) % shown.length
    setPosition(next)
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Escape
    <dialog
      ref={dialog}
      aria-label="Command palette"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="mx-auto mt-[12vh] mb-auto w-[calc(100vw-2rem)] overflow-hidden rounded-lg border border-line bg-raised p-0 text-ink shadow-float backdrop:bg-scrim open:animate-rise sm:max-w-xl"
    >
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <input
          autoFocus
          role="combobox"
          aria-label="Go to a page or find a member"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
          placeholder="Go to a page or find a member"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setPosition(0)
            onSearch?.(event.target.value.trim())
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-16 text-ink outline-none"
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Commands"
        className="max-h-[50vh] overflow-y-auto p-2"
      >
        {shown.map((command, index) => {
          const Icon = command.icon
          return (
            <div key={command.id}>
              {command.group !== shown[index - 1]?.group && (
                <p aria-hidden className="px-2 pt-2 pb-1 text-12 text-ink-3">
                  {command.group}
                </p>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above runs it with Enter */}
              <div
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onPointerMove={() => setPosition(index)}
                onClick={() => run(command)}
                className={cx(
                  'flex h-9 items-center gap-2 rounded-md px-2 text-13',
                  index === active && 'bg-pressed',
                )}
              >
                <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
                <span className="truncate">{command.label}</span>
                {command.note && <span className="ml-auto truncate text-12 text-ink-3">{command.note}</span>}
              </div>
            </div>
          )
        })}
      </div>
      {shown.length === 0 && (
        <p className="px-4 pb-6 text-center text-13 text-ink-2">Nothing is called that.</p>
      )}
    </dialog>
  )
}
