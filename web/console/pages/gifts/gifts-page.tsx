/** Gifts between all members, with their states; staff takes one back that nobody should get. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Gift as GiftIcon, X } from 'lucide-react'
import type { Gift } from '../../../../contracts/gifts.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { withPart } from '../../search.rules.ts'
import { GiftPanel } from './gift-panel.tsx'
import { giftStateNamed, giftStateOptions, giftStates } from './gift-words.rules.ts'

const giftsRoute = getRouteApi('/console/$community/gifts')
const refreshMs = 10_000

const columns: Column<Gift>[] = [
  {
    key: 'item',
    header: 'Item',
    cell: ({ itemName, fromLabel, toLabel }) => (
      <>
        <span className="font-medium">{itemName}</span>
        <span className="block truncate text-12 text-ink-3 sm:hidden">
          {fromLabel} to {toLabel}
        </span>
      </>
    ),
  },
  { key: 'from', header: 'From', from: 'sm', width: 'w-36', cell: ({ fromLabel }) => fromLabel },
  { key: 'to', header: 'To', from: 'sm', width: 'w-36', cell: ({ toLabel }) => toLabel },
  {
    key: 'units',
    header: 'Units',
    align: 'right',
    width: 'w-20',
    cell: ({ quantity }) => formatCount(quantity),
  },
  {
    key: 'state',
    header: 'State',
    width: 'w-28',
    cell: ({ state }) => <Badge tone={giftStates[state].tone}>{giftStates[state].word}</Badge>,
  },
  {
    key: 'ends',
    header: 'Until or ended',
    align: 'right',
    from: 'xl',
    width: 'w-32',
    cell: ({ endedAt, expiresAt }) => <RelativeTime at={endedAt ?? expiresAt} />,
  },
  {
    key: 'offered',
    header: 'Offered',
    align: 'right',
    from: 'md',
    width: 'w-28',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

export function GiftsPage() {
  const { communityId, communityName } = useMembership()
  const maySee = useMay('approve_apps')
  const search = giftsRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/gifts' })
  const state = giftStateNamed(search.state)
  const { member } = search
  const input = {
    params: { communityId },
    query: {
      ...{ whose: 'all' as const, ...(state ? { state } : {}) },
      ...(member === undefined ? {} : { memberId: member }),
    },
  }
  const pages = usePages('listGifts', input, { isEnabled: maySee, refetchMs: refreshMs })
  const go = (next: typeof search, replace: boolean) =>
    void navigate({ search: next, replace, resetScroll: false })
  return (
    <>
      <PageHeader
        title="Gifts"
        place={communityName}
        sentence="What members give each other. The units are held until the receiver has answered; a gift that nobody answers goes back by itself."
      />
      {maySee ? (
        <ListSection
          name="gifts"
          label="gifts"
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) => go({ ...search, gift: id }, false)}
          openKey={search.gift}
          filters={
            <>
              <Select
                aria-label="State"
                placeholder="All states"
                value={state ?? ''}
                onPick={(picked) => go(withPart(search, 'state', picked), true)}
                options={giftStateOptions}
                className="w-36"
              />
              {member !== undefined && (
                <Button size="small" icon={X} onClick={() => go(withPart(search, 'member', undefined), true)}>
                  Of one member
                </Button>
              )}
            </>
          }
          curl={<CurlButton name="listGifts" input={input} />}
          exported={
            <ExportButton
              name="listGifts"
              input={input}
              fileName="gifts"
              columns={[
                { header: 'id', value: ({ id }) => id },
                { header: 'state', value: (gift) => gift.state },
                { header: 'from', value: ({ fromLabel }) => fromLabel },
                { header: 'to', value: ({ toLabel }) => toLabel },
                { header: 'item', value: ({ itemName }) => itemName },
                { header: 'item_uri', value: ({ itemUri }) => itemUri },
                { header: 'tier', value: ({ tier }) => tier },
                { header: 'quantity', value: ({ quantity }) => quantity },
                { header: 'message', value: ({ message }) => message },
                { header: 'offered_at', value: ({ createdAt }) => createdAt },
                { header: 'ended_at', value: ({ endedAt }) => endedAt },
              ]}
            />
          }
          isFiltered={state !== undefined || member !== undefined}
          onClearFilters={() => go({}, true)}
          empty={
            <EmptyState icon={GiftIcon} title="No gift yet">
              Members give units of items that may be given. Every gift stands here, from whom to whom.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the gifts of all members" permission="approve_apps" />
      )}
      {maySee && search.gift !== undefined && (
        <GiftPanel giftId={search.gift} onClose={() => go(withPart(search, 'gift', undefined), false)} />
      )}
    </>
  )
}
