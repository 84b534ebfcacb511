/** Words of the contracts: what stands between backticks is code. */
import { Fragment } from 'react'
import { cx } from '../ui/cx.ts'

export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other key and never move
    <Fragment key={index}>{index % 2 === 1 ? <Code>{part}</Code> : part}</Fragment>
  ))
}

export function Code({ children, className }: { children: string; className?: string }) {
  return (
    <code
      className={cx(
        'rounded-sm bg-idle-soft px-1 py-px font-mono text-[0.92em] text-ink [overflow-wrap:anywhere]',
        className,
      )}
    >
      {children}
    </code>
  )
}
