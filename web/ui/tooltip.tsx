/**
 * A short label beside a control, on hover and on focus; never the only place where something is said. It stays
 * where its control is in the document, so that it also shows inside a modal dialog and its landmark holds.
 */
import { Tooltip as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={350} skipDelayDuration={150}>
      {children}
    </Primitive.Provider>
  )
}

export function Tooltip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        className="z-50 max-w-72 animate-appear rounded-md bg-ink px-2 py-1 text-12 text-canvas"
      >
        {label}
      </Primitive.Content>
    </Primitive.Root>
  )
}
