/** Every change of what I hold of an item, newest first, one tier at a time. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { History } from 'lucide-react'
import type { Item } from '../../../../contracts/items.ts'
import { usePages } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { ChangeList } from '../../../ui/change-list.tsx'
import { Select } from '../../../ui/input.tsx'
import { EmptyState } from '../../../ui/states.tsx'

const itemRoute = getRouteApi('/hall/$community/items/$itemId')

const refreshMs = 10_000

export function MyChanges({ item }: { item: Item }) {
  const { communityId, memberId } = useMembership()
  const search = itemRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/items/$itemId' })
  const tier = item.tiers.find(({ key }) => key === search.tier) ?? item.tiers[0]
  const pages = usePages(
    'listGamificationLogs',
    { params: { communityId }, query: { memberId, asset: tier?.asset ?? '' } },
    { refetchMs: refreshMs, isEnabled: tier !== undefined },
  )
  return (
    <section aria-labelledby="my-changes" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="my-changes" className="text-16 font-semibold">
          What changed
        </h2>
        {item.tiers.length > 1 && (
          <Select
            aria-label="Tier"
            value={tier?.key ?? ''}
            onPick={(key) =>
              void navigate({ search: { ...search, tier: key }, replace: true, resetScroll: false })
            }
            options={item.tiers.map(({ key, seconds }) => ({
              value: key,
              label: `${key}: ${durationWords(seconds ?? 0)}`,
            }))}
          />
        )}
      </div>
      <ChangeList
        pages={pages}
        isOfOneAsset
        empty={
          <EmptyState icon={History} title="Nothing yet">
            Each unit that comes to you, or goes, stands here with the reason.
          </EmptyState>
        }
      />
    </section>
  )
}
