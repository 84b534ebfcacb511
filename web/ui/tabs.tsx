/** Tabs of one thing; the chosen one belongs into the URL of the page that uses them. */
import { Tabs as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  tabs: readonly { value: string; label: string; count?: number; content: ReactNode }[]
}

export function Tabs({ label, value, onChange, tabs }: Props) {
  return (
    <Primitive.Root value={value} onValueChange={onChange} className="flex min-h-0 min-w-0 flex-col">
      <Primitive.List aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px h-9 shrink-0 border-b-2 border-transparent px-1 text-13 font-medium text-ink-3 transition-colors hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && <span className="ml-1 text-12 text-ink-3">{tab.count}</span>}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className="min-w-0 pt-4">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  )
}
