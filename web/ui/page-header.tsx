/** The head of every page: title, one sentence, one primary action, and secondary ones at the top right. */
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from './cx.ts'

interface Props {
  title: string
  sentence?: ReactNode
  /** What the page belongs to, shown in the browser's title after the page's own. */
  place?: string
  above?: ReactNode
  action?: ReactNode
  secondary?: ReactNode
}

/** Names the browser tab after the page. */
export function usePageTitle(title: string, place?: string) {
  useEffect(() => {
    document.title = [title, place, 'Guildhall'].filter(Boolean).join(' · ')
  }, [title, place])
}

/** After a navigation the new page's title takes the focus, so that readers and the keyboard start there. */
let lastPath: string | null = null

function useFocusAfterNavigation() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const path = window.location.pathname
    if (lastPath !== null && lastPath !== path && document.querySelector('dialog:modal') === null) {
      heading.current?.focus({ preventScroll: true })
    }
    lastPath = path
  }, [])
  return heading
}

export function PageHeader({ title, sentence, place, above, action, secondary }: Props) {
  usePageTitle(title, place)
  const heading = useFocusAfterNavigation()
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
      <div className="min-w-0 flex-1 basis-72">
        {above}
        <h1
          ref={heading}
          tabIndex={-1}
          data-page-title
          className={cx('text-20 font-semibold tracking-tight text-ink', above !== undefined && 'mt-1')}
        >
          {title}
        </h1>
        {sentence && <p className="mt-1 max-w-[72ch] text-pretty text-14 text-ink-2">{sentence}</p>}
      </div>
      {(action || secondary) && (
        <div className="flex flex-wrap items-center gap-2">
          {secondary}
          {action}
        </div>
      )}
    </header>
  )
}
