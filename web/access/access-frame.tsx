/** The frame of the pages around signing in: the mark, one card, one task. */
import type { ReactNode } from 'react'
import { Mark } from '../ui/mark.tsx'
import { PageHeader } from '../ui/page-header.tsx'

interface Props {
  title: string
  sentence?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

export function AccessFrame({ title, sentence, footer, children }: Props) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-8 sm:justify-center sm:py-16">
      <div className="w-full max-w-[26rem]">
        <p className="flex items-center justify-center gap-2 pb-6 text-16 font-semibold tracking-tight text-ink">
          <Mark className="size-8" />
          Guildhall
        </p>
        <div className="rounded-lg border border-line bg-surface px-5 py-6 sm:px-8 sm:py-8">
          <PageHeader title={title} sentence={sentence} />
          {children}
        </div>
        {footer && <div className="pt-4 text-center text-13 text-ink-2">{footer}</div>}
      </div>
    </main>
  )
}

export const linkClass = 'font-medium text-accent-text underline underline-offset-2 hover:no-underline'
