/** Item: what it is, what I hold of it, and what changed that. */
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { ItemState } from '../../../console/pages/apps/items/item-state.tsx'
import { kindWords } from '../../../console/pages/apps/items/item-words.rules.ts'
import { Picture } from '../../../console/pages/apps/picture.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Skeleton, SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { useHoldingsOf } from '../inventory/use-inventory.ts'
import { MergeList } from '../merges/merge-list.tsx'
import { useItemMerges } from '../merges/use-merges.ts'
import { usePeriod } from '../periods/use-period.ts'
import { ItemMarket } from '../trading/item-market.tsx'
import { useBook } from '../trading/use-book.ts'
import { AboutItem } from './about-item.tsx'
import { ItemActions } from './item-actions.tsx'
import { kindSentences } from './item-facts.rules.ts'
import { ItemNotice } from './item-notice.tsx'
import { MyChanges } from './my-changes.tsx'
import { MyHolding } from './my-holding.tsx'
import { useGameTitle } from './use-game-title.ts'

export function ItemPage() {
  const { communityId, communityName } = useMembership()
  const { itemId } = useParams({ from: '/hall/$community/items/$itemId' })
  const read = useRead('getItem', { params: { communityId, itemId } })
  const inventory = useHoldingsOf(itemId)
  const metadata = useRead('getItemMetadata', { params: { communityId, itemId } })
  const holdings = inventory.data?.data.toSorted((one, other) => (one.seconds ?? 0) - (other.seconds ?? 0))
  const item = read.data
  // What I hold of a game that is not open now is still mine, though its catalog is closed.
  const known = item ?? (read.error?.code === 'not_found' ? holdings?.[0] : undefined)
  const game = useGameTitle(known?.appId, inventory.data)
  const { period, ...periods } = usePeriod(item)
  const merges = useItemMerges(item)
  const market = useBook(item)
  // All parts together: one that came later would push down what stands below it.
  const isPending = [inventory, metadata, periods, merges, market].some((each) => each.isPending)
  const problem = isPending ? null : read.error
  if (known === undefined || isPending) {
    return (
      <>
        <PageHeader
          title="Item"
          place={communityName}
          above={<Above>{problem ? null : <Skeleton className="size-12 rounded-md" />}</Above>}
          {...(problem ? {} : { sentence: <Skeleton className="my-0.5 h-4 w-60" /> })}
        />
        {problem ? (
          <ErrorState problem={problem} what="this item" onRetry={() => void read.refetch()} />
        ) : (
          <SkeletonLines count={9} label="Loading the item" />
        )}
      </>
    )
  }
  const { word } = kindWords[known.kind]
  return (
    <>
      <PageHeader
        title={known.name}
        place={communityName}
        above={
          <Above>
            <Picture
              name={known.name}
              url={item?.shown.picture ?? holdings?.[0]?.picture ?? null}
              size="large"
            />
          </Above>
        }
        sentence={
          <span className="inline-flex flex-wrap items-center gap-2">
            {item !== undefined && (item.state !== 'live' || item.frozenAt !== null) && (
              <ItemState item={item} />
            )}
            <span>
              {game === undefined ? word : `${word}, of ${game}`}. {kindSentences[known.kind]}
            </span>
          </span>
        }
      />
      <div className="flex flex-col gap-6">
        <ItemNotice item={item} />
        <MyHolding kind={known.kind} holdings={holdings} problem={inventory.error}>
          {item && (
            <ItemActions
              item={item}
              game={game ?? 'the game'}
              holdings={holdings ?? []}
              period={period}
              trade={market}
            />
          )}
        </MyHolding>
        <MergeList title="Into the game" read={merges} columns={1} />
        {item !== undefined && <ItemMarket item={item} read={market} />}
        {item !== undefined && <AboutItem item={item} metadata={metadata.data} />}
        {item !== undefined && <MyChanges item={item} />}
      </div>
    </>
  )
}

/** The way back, and what the item looks like. */
function Above({ children }: { children: ReactNode }) {
  const { communityId } = useMembership()
  return (
    <>
      <Link
        to="/hall/$community/inventory"
        params={{ community: communityId }}
        className="inline-flex items-center gap-1 rounded-sm text-13 text-ink-3 hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Inventory
      </Link>
      <span className="mt-4 mb-2 block">{children}</span>
    </>
  )
}
