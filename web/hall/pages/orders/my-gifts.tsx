/** Gifts that I sent and was offered, newest first, each with its state and what I can still do about it. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Gift as GiftIcon } from 'lucide-react'
import type { Gift } from '../../../../contracts/gifts.ts'
import { usePages } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import {
  giftStateNamed,
  giftStateOptions,
  giftStates,
} from '../../../console/pages/gifts/gift-words.rules.ts'
import { withPart } from '../../../console/search.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { GiftAnswers } from '../gifts/gift-answers.tsx'
import { isSent, otherWords } from '../gifts/gift-words.rules.ts'
import { ItemLink } from './item-link.tsx'

const ordersRoute = getRouteApi('/hall/$community/orders')
const refreshMs = 10_000

const directions = [
  { value: 'received', label: 'For me' },
  { value: 'sent', label: 'From me' },
] as const
const directionNamed = (text: string | undefined) => directions.find(({ value }) => value === text)?.value

const columnsFor = (memberId: string): Column<Gift>[] => [
  {
    key: 'item',
    header: 'Item',
    cell: (gift) => (
      <>
        <ItemLink traded={gift} />
        <span className="block truncate text-12 text-ink-3 sm:hidden">
          {formatCount(gift.quantity)} {otherWords(gift, memberId)}
        </span>
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 'w-28',
    cell: ({ state }) => <Badge tone={giftStates[state].tone}>{giftStates[state].word}</Badge>,
  },
  {
    key: 'units',
    header: 'Units',
    align: 'right',
    width: 'w-24',
    from: 'sm',
    cell: ({ quantity }) => formatCount(quantity),
  },
  {
    key: 'other',
    header: 'From or to',
    width: 'w-40',
    from: 'sm',
    cell: (gift) => <span className="block truncate">{otherWords(gift, memberId)}</span>,
  },
  {
    key: 'message',
    header: 'Message',
    from: 'lg',
    cell: ({ message }) => (
      <span className="block truncate text-ink-2" title={message}>
        {message}
      </span>
    ),
  },
  {
    key: 'ends',
    header: 'Ends',
    align: 'right',
    width: 'w-28',
    from: 'md',
    cell: ({ endedAt, expiresAt }) => <RelativeTime at={endedAt ?? expiresAt} />,
  },
  {
    key: 'answer',
    header: 'Answer',
    isHeaderHidden: true,
    align: 'right',
    width: 'w-24 lg:w-44',
    cell: (gift) => <GiftAnswers gift={gift} />,
  },
]

export function MyGifts() {
  const { communityId, memberId } = useMembership()
  const search = ordersRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/orders' })
  const state = giftStateNamed(search.state)
  const direction = directionNamed(search.direction)
  const query = { ...(state ? { state } : {}), ...(direction ? { direction } : {}) }
  const input = { params: { communityId }, query }
  const pages = usePages('listGifts', input, { refetchMs: refreshMs })
  const go = (next: typeof search) => void navigate({ search: next, replace: true, resetScroll: false })
  return (
    <ListSection
      name="my-gifts"
      label="gifts"
      columns={columnsFor(memberId)}
      pages={pages}
      keyOf={({ id }) => id}
      filters={
        <>
          <Select
            aria-label="Direction"
            placeholder="Both ways"
            value={direction ?? ''}
            onPick={(picked) => go(withPart(search, 'direction', picked))}
            options={directions}
            className="w-36 max-sm:flex-1"
          />
          <Select
            aria-label="State"
            placeholder="All states"
            value={state ?? ''}
            onPick={(picked) => go(withPart(search, 'state', picked))}
            options={giftStateOptions}
            className="w-36 max-sm:flex-1"
          />
        </>
      }
      exported={
        <ExportButton
          name="listGifts"
          input={input}
          fileName="gifts"
          columns={[
            { header: 'id', value: ({ id }) => id },
            { header: 'direction', value: (gift) => (isSent(gift, memberId) ? 'sent' : 'received') },
            { header: 'from', value: ({ fromLabel }) => fromLabel },
            { header: 'to', value: ({ toLabel }) => toLabel },
            { header: 'item', value: ({ itemName }) => itemName },
            { header: 'item_uri', value: ({ itemUri }) => itemUri },
            { header: 'tier', value: ({ tier }) => tier },
            { header: 'quantity', value: ({ quantity }) => quantity },
            { header: 'message', value: ({ message }) => message },
            { header: 'state', value: (gift) => gift.state },
            { header: 'created_at', value: ({ createdAt }) => createdAt },
            { header: 'expires_at', value: ({ expiresAt }) => expiresAt },
            { header: 'ended_at', value: ({ endedAt }) => endedAt },
          ]}
        />
      }
      isFiltered={state !== undefined || direction !== undefined}
      onClearFilters={() => go({ tab: 'gifts' })}
      empty={
        <EmptyState icon={GiftIcon} title="No gifts yet">
          Open an item of your inventory and choose Give. What others give you stands here too.
        </EmptyState>
      }
    />
  )
}
