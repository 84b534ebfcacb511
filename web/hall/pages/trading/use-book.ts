/** What is for sale of one tier of an item, in one currency; as the address says, or the first of both. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Item } from '../../../../contracts/items.ts'
import { read } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'

const itemRoute = getRouteApi('/hall/$community/items/$itemId')
const refreshMs = 5000

export function useBook(item: Pick<Item, 'id' | 'isMarketable' | 'tiers' | 'currencies'> | undefined) {
  const { communityId } = useMembership()
  const search = itemRoute.useSearch()
  const tier = item?.tiers.find(({ key }) => key === search.tier)?.key ?? item?.tiers[0]?.key ?? ''
  const currency = item?.currencies.find((code) => code === search.currency) ?? item?.currencies[0] ?? ''
  const isMarketable = item?.isMarketable ?? false
  const params = { communityId, itemId: item?.id ?? '' }
  const book = useQuery({
    ...read('getBook', { params, query: { tier, currency } }),
    enabled: isMarketable,
    refetchInterval: refreshMs,
    // Another tier does not take the page away while it loads; only the listings before are gone.
    placeholderData: keepPreviousData,
  })
  return {
    tier,
    currency,
    book: book.isPlaceholderData ? undefined : book.data,
    isPending: isMarketable && book.isPending,
    isChanging: book.isPlaceholderData,
    problem: isMarketable && book.data === undefined ? book.error : null,
    reload: () => void book.refetch(),
  }
}
