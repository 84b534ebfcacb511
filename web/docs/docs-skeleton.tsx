/** The reference while its document is on its way: the same columns and heights, so that nothing jumps. */
import { Skeleton } from '../ui/skeleton.tsx'

const rows = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Stays still when the document did not come. */
export function ContentsSkeleton({ isLoading }: { isLoading: boolean }) {
  if (!isLoading) return null
  return (
    <div aria-hidden className="flex flex-col gap-4 px-4 pt-4">
      <Skeleton className="mb-3 h-8 w-full" />
      {rows(18).map((row) => (
        <Skeleton key={row} className={row % 7 === 0 ? 'mt-2 h-3 w-20' : 'h-3 w-52'} />
      ))}
    </div>
  )
}

export function ReferenceSkeleton() {
  return (
    <div role="status" className="border-t border-line">
      <span className="sr-only">Loading the endpoints</span>
      {rows(3).map((row) => (
        <div key={row} className="grid gap-8 py-10 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] xl:gap-12">
          <div className="flex flex-col gap-4">
            <Skeleton className="h-6 w-72" />
            <Skeleton className="h-9 w-full" />
            {rows(5).map((line) => (
              <Skeleton key={line} className={line % 2 === 0 ? 'h-4 w-40' : 'h-4 w-4/5'} />
            ))}
          </div>
          <Skeleton className="h-64 w-full" />
        </div>
      ))}
    </div>
  )
}
