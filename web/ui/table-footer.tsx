/** The foot of a list: how many rows are shown, and the next page; it loads by itself when it comes into view. */
import { useEffect, useRef } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { formatCount } from './amount.rules.ts'
import { Button } from './button.tsx'

interface Props {
  count: number
  hasMore: boolean
  isLoadingMore: boolean
  moreProblem: ApiProblem | null
  loadMore: () => void
}

/** Beyond this many rows the reader has to ask, so that a long list never grows without end by scrolling. */
const automaticRowsMax = 500

export function TableFooter({ count, hasMore, isLoadingMore, moreProblem, loadMore }: Props) {
  const foot = useRef<HTMLDivElement>(null)
  const latest = useRef(loadMore)
  latest.current = loadMore
  const isAutomatic = hasMore && !isLoadingMore && moreProblem === null && count < automaticRowsMax

  useEffect(() => {
    const element = foot.current
    if (!isAutomatic || element === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current()
      },
      { rootMargin: '400px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [isAutomatic])

  return (
    <div
      ref={foot}
      className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-2 text-12 text-ink-3"
    >
      <p>
        {formatCount(count)} {count === 1 ? 'row' : 'rows'}
        {hasMore ? ' so far' : ''}
      </p>
      {moreProblem && <p className="text-bad">The next rows could not be loaded: {moreProblem.message}</p>}
      {hasMore && (
        <Button size="small" isPending={isLoadingMore} onClick={loadMore}>
          Load more
        </Button>
      )}
    </div>
  )
}
