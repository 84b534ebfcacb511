/** The items of one member, as staff see them: what they hold and why some of it is held, what moved it, and what is under way. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Backpack } from 'lucide-react'
import { useRead } from '../../../../api/queries.ts'
import { useMay } from '../../../../app/community.tsx'
import { gameOptions } from '../../../../hall/pages/inventory/inventory.rules.ts'
import { Select } from '../../../../ui/input.tsx'
import { SearchInput } from '../../../../ui/search-input.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../../../ui/states.tsx'
import { withPart } from '../../../search.rules.ts'
import { MemberChanges } from './member-changes.tsx'
import { MemberGifts } from './member-gifts.tsx'
import { MemberHoldings } from './member-holdings.tsx'
import { MemberMerges } from './member-merges.tsx'
import { MemberOrders } from './member-orders.tsx'
import { type MemberAddress, useAreRead } from './use-member-items.ts'

const memberRoute = getRouteApi('/console/$community/members/$memberId')

export function MemberItems({ params }: { params: MemberAddress }) {
  // Of which games there ever was anything; the lists read the rest.
  const { data, error, refetch } = useRead('getInventory', { params, query: { limit: 1 } })
  if (data !== undefined) return <Lists params={params} games={gameOptions(data.apps)} />
  return error ? (
    <ErrorState problem={error} what="the items" onRetry={() => void refetch()} />
  ) : (
    <SkeletonLines count={6} label="Loading the items" />
  )
}

interface Props {
  params: MemberAddress
  games: readonly { value: string; label: string }[]
}

function Lists({ params, games }: Props) {
  const search = memberRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/members/$memberId' })
  const ofApps = useMay('approve_apps')
  const ofOrders = useMay('manage_market')
  const game = games.find(({ value }) => value === search.game)
  const query = {
    ...(search.q === undefined ? {} : { q: search.q }),
    ...(game === undefined ? {} : { appId: game.value }),
  }
  const areRead = useAreRead(params, query, { ofApps, ofOrders })
  if (!areRead) return <SkeletonLines count={6} label="Loading the items" />
  const change = (part: 'q' | 'game', value: string) =>
    void navigate({ search: withPart(search, part, value), replace: true, resetScroll: false })
  const shown = game ?? games[0]
  return (
    <div className="flex flex-col gap-6">
      {shown === undefined ? (
        <EmptyState icon={Backpack} title="No items yet">
          What games give this member, and what the member buys, will stand here.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <SearchInput
              label="Search items"
              value={search.q ?? ''}
              onSearch={(q) => change('q', q)}
              className="w-48 max-sm:w-full"
            />
            {games.length > 1 && (
              <Select
                aria-label="Game"
                placeholder="All games"
                value={game?.value ?? ''}
                onPick={(picked) => change('game', picked)}
                options={games}
                className="w-40 max-sm:flex-1"
              />
            )}
          </div>
          <MemberHoldings params={params} query={query} games={games} />
        </>
      )}
      {ofApps && <MemberMerges params={params} />}
      {ofApps && <MemberGifts params={params} />}
      {ofOrders && <MemberOrders params={params} />}
      {shown !== undefined && <MemberChanges params={params} game={shown} />}
    </div>
  )
}
