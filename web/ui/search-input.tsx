/** A search field with its icon, a clear button, and a pause before it searches. */
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'

const pauseMs = 200

interface Props {
  label: string
  value: string
  onSearch: (value: string) => void
  placeholder?: string
  className?: string
}

export function SearchInput({ label, value, onSearch, placeholder, className }: Props) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<number | undefined>(undefined)
  useEffect(() => setTyped(value), [value])
  useEffect(() => () => window.clearTimeout(timer.current), [])

  const search = (text: string, waitMs: number) => {
    setTyped(text)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => onSearch(text.trim()), waitMs)
  }

  return (
    <div className={cx('relative min-w-0', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={typed}
        onChange={(event) => search(event.target.value, pauseMs)}
        className="h-8 w-full rounded-md border border-line-control bg-surface pr-8 pl-8 text-13 text-ink transition-colors hover:border-ink-3 focus-visible:border-accent focus-visible:outline-offset-0 max-sm:h-10 max-sm:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      {typed !== '' && (
        <IconButton
          label="Clear the search"
          icon={X}
          size="small"
          className="absolute top-1/2 right-1 -translate-y-1/2"
          onClick={() => search('', 0)}
        />
      )}
    </div>
  )
}
