/** Things in one row that scrolls sideways where there is no room, so that nothing below moves when more arrive. */
import type { ReactNode } from 'react'

export function ScrollRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section tabIndex={0} aria-label={label} className="overflow-x-auto rounded-lg">
      {children}
    </section>
  )
}
