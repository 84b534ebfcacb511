/** Names and values of one thing, in two columns. */
import type { ReactNode } from 'react'

interface Props {
  items: readonly { name: string; value: ReactNode }[]
}

export function DetailsList({ items }: Props) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-2 text-13">
      {items.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 text-ink [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
