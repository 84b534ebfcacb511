/** Economy overview: per currency what was issued and spent each day, by what, and what is in circulation. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import { useRead } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { EmptyState, ErrorState, NoPermission } from '../../../ui/states.tsx'
import { AssetEconomy } from './asset-economy.tsx'
import { rangeAtFirst } from './range.rules.ts'
import { RangeChoice } from './range-choice.tsx'

const economyRoute = getRouteApi('/console/$community/economy')
const refreshMs = 60_000

export function EconomyPage() {
  const { communityId, communityName } = useMembership()
  const navigate = useNavigate({ from: '/console/$community/economy' })
  const maySee = useMay('view_ledger')
  const { days = rangeAtFirst } = economyRoute.useSearch()
  const input = { params: { communityId }, query: { days: `${days}` as const } }
  const economy = useRead('getEconomy', input, { isEnabled: maySee, refetchMs: refreshMs })
  return (
    <>
      <PageHeader
        title="Economy overview"
        place={communityName}
        sentence="How XP and coins come and go, day by day in UTC. What happened within the last minute may still be missing."
        {...(maySee
          ? {
              secondary: (
                <>
                  <CurlButton name="getEconomy" input={input} />
                  <RangeChoice
                    value={days}
                    onPick={(chosen) => void navigate({ search: { days: chosen }, replace: true })}
                  />
                </>
              ),
            }
          : {})}
      />
      {!maySee ? (
        <NoPermission what="the economy" permission="view_ledger" />
      ) : economy.isPending ? (
        <div className="flex flex-col gap-6">
          <Skeleton className="h-[30rem] rounded-lg" />
          <Skeleton className="h-[30rem] rounded-lg" />
        </div>
      ) : economy.error ? (
        <ErrorState problem={economy.error} what="the economy" onRetry={() => void economy.refetch()} />
      ) : economy.data.assets.every(({ held, holders, issued }) => held + holders + issued === 0) ? (
        <EmptyState icon={ChartColumn} title="Nothing has moved yet">
          Once a webhook rewards somebody, or a balance is adjusted by hand, the days stand here as charts.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          {economy.data.assets.map((asset) => (
            <AssetEconomy key={asset.asset} asset={asset} />
          ))}
        </div>
      )}
    </>
  )
}
