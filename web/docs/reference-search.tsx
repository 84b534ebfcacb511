/** The search of the reference: it filters with every key, `/` leads to it, Escape empties it. */
import { Search, X } from 'lucide-react'
import { type RefObject, useEffect } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** `/` anywhere on the page, unless somebody is typing. */
export function useSlash(input: RefObject<HTMLInputElement | null>, isEnabled: boolean) {
  useEffect(() => {
    if (!isEnabled) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return
      if (input.current === null || input.current.offsetParent === null) return
      event.preventDefault()
      input.current.focus()
      input.current.select()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [input, isEnabled])
}

interface Props {
  input: RefObject<HTMLInputElement | null>
  value: string
  hasShortcut: boolean
  onChange: (value: string) => void
  onDown: () => void
  onEnter: () => void
}

export function ReferenceSearch({ input, value, hasShortcut, onChange, onDown, onEnter }: Props) {
  return (
    <search className="relative block border-b border-line px-4 py-4">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-6 left-6 size-4 text-ink-3 max-lg:top-7"
      />
      <input
        ref={input}
        type="search"
        aria-label="Find an endpoint"
        aria-keyshortcuts="/"
        placeholder="Find an endpoint"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.preventDefault()
            event.stopPropagation()
            onChange('')
          } else if (event.key === 'ArrowDown') {
            event.preventDefault()
            onDown()
          } else if (event.key === 'Enter') {
            event.preventDefault()
            onEnter()
          }
        }}
        className="h-8 w-full rounded-md border border-line-control bg-surface pr-8 pl-8 text-13 text-ink transition-colors hover:border-ink-3 focus-visible:border-accent focus-visible:outline-offset-0 max-lg:h-10 max-sm:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      {hasShortcut && value === '' && (
        <span aria-hidden className="pointer-events-none absolute top-[1.375rem] right-6">
          <Kbd>/</Kbd>
        </span>
      )}
      {value !== '' && (
        <IconButton
          label="Clear the search"
          icon={X}
          size="small"
          className="absolute top-5 right-5 max-lg:top-6"
          onClick={() => {
            onChange('')
            input.current?.focus()
          }}
        />
      )}
    </search>
  )
}
