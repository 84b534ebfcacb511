/**
 * How many rows of a list are chosen, and what can be done with them; it stays in reach at the foot of the window, so
 * that no row moves when it appears.
 */
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { formatCount } from './amount.rules.ts'
import { cx } from './cx.ts'
import { IconButton } from './icon-button.tsx'

interface Props {
  count: number
  onClear: () => void
  /** The buttons. */
  children: ReactNode
}

export function SelectionBar({ count, onClear, children }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  const isShown = count > 0
  const clear = () => {
    // The button goes with the choice; the list's first box takes the focus.
    bar.current?.closest('section')?.querySelector<HTMLElement>('input[type="checkbox"]')?.focus()
    onClear()
  }
  return (
    <div
      ref={bar}
      className={cx(
        isShown &&
          'sticky bottom-(--table-bottom,1rem) z-10 m-2 flex min-h-12 items-center gap-2 rounded-md border border-accent-line bg-raised py-1 pr-2 pl-4 shadow-float',
      )}
    >
      <p role="status" className={isShown ? 'min-w-0 flex-1 text-13 font-medium text-ink' : 'sr-only'}>
        {isShown && `${formatCount(count)} chosen`}
      </p>
      {isShown && (
        <>
          {children}
          <IconButton label="Clear the choice" icon={X} onClick={clear} />
        </>
      )}
    </div>
  )
}
