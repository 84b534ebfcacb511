/** Me: a member's balances, and every change of them with action, before, after and cause. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Sparkles } from 'lucide-react'
import { usePages, useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { assetName } from '../../../ui/amount.rules.ts'
import { BalanceTiles } from '../../../ui/balance-tiles.tsx'
import { ChangeList } from '../../../ui/change-list.tsx'
import { cx } from '../../../ui/cx.ts'
import { Select } from '../../../ui/input.tsx'
import { Initials } from '../../../ui/mark.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Sparkline } from '../../../ui/sparkline.tsx'
import { EmptyFilter, EmptyState } from '../../../ui/states.tsx'
import { LeaveCommunity } from './leave-community.tsx'
import { MyFields } from './my-fields.tsx'

const meRoute = getRouteApi('/hall/$community/')

const refreshMs = 10_000

export function MePage() {
  const membership = useMembership()
  const { communityId, memberId, communityName } = membership
  const { asset } = meRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community' })
  const params = { communityId, memberId }
  const me = useRead('getMe', { params: { communityId } })
  const balances = useRead('listBalances', { params }, { refetchMs: refreshMs })
  const assets = useRead('listAssets', { params: { communityId } })
  const pages = usePages(
    'listGamificationLogs',
    { params: { communityId }, query: { memberId, ...(asset === undefined ? {} : { asset }) } },
    { refetchMs: refreshMs },
  )
  const filter = (chosen: string | undefined) =>
    void navigate({
      search: chosen === undefined ? {} : { asset: chosen },
      replace: true,
      resetScroll: false,
    })
  const name = me.data?.displayName ?? membership.username
  const line = asset === undefined ? [] : pages.rows.map(({ balanceAfter }) => balanceAfter).reverse()

  return (
    <>
      <PageHeader
        title={name}
        place={communityName}
        above={<Initials name={name} size="large" />}
        sentence={`@${me.data?.username ?? membership.username} in ${communityName}`}
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <section aria-label="My balances">
            <BalanceTiles
              size="large"
              balances={balances.data?.data}
              problem={balances.error}
              onRetry={() => void balances.refetch()}
            />
          </section>
          <section aria-labelledby="my-changes" className="flex flex-col gap-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <div className="flex items-center gap-3">
                <h2 id="my-changes" className="text-16 font-semibold">
                  What changed
                </h2>
                {asset !== undefined && (
                  <span className="max-sm:hidden">
                    <Sparkline
                      values={line}
                      label={`${assetName(asset)} over the last ${line.length} changes`}
                    />
                  </span>
                )}
              </div>
              <Select
                aria-label="Currency"
                placeholder="All currencies"
                value={asset ?? ''}
                onPick={(chosen) => filter(chosen === '' ? undefined : chosen)}
                options={(assets.data?.data ?? []).map((each) => ({ value: each.code, label: each.name }))}
                className="w-40"
              />
            </div>
            <ChangeList
              pages={pages}
              empty={
                asset === undefined ? (
                  <EmptyState icon={Sparkles} title="Nothing yet">
                    When you earn XP or coins in {communityName}, each change stands here with what it was
                    for.
                  </EmptyState>
                ) : (
                  <EmptyFilter what="changes" onClear={() => filter(undefined)} />
                )
              }
            />
          </section>
        </div>
        {/* On a phone it stands below the changes, and would jump when they come in. */}
        <div className={cx('grid content-start gap-6', pages.isPending && 'max-lg:hidden')}>
          <MyFields params={params} />
          <LeaveCommunity />
        </div>
      </div>
    </>
  )
}
