/** The shape of an inventory that is loading: filters, and the cards of what is held. */
import { Skeleton } from '../../../ui/skeleton.tsx'

const cardCount = 6

export function InventorySkeleton() {
  return (
    <div role="status" className="flex flex-col gap-6">
      <span className="sr-only">Loading your inventory</span>
      <Skeleton className="h-8 w-full max-w-md max-sm:h-22" />
      <CardsSkeleton />
    </div>
  )
}

export function CardsSkeleton() {
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {Array.from({ length: cardCount }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
        <Skeleton key={index} className="h-27 rounded-lg" />
      ))}
    </div>
  )
}
