/** Merges of all members, first those in doubt: only the game or staff can end them. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ArrowRightToLine, X } from 'lucide-react'
import type { Merge } from '../../../../contracts/merges.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { Select } from '../../../ui/input.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { withPart } from '../../search.rules.ts'
import { MergePanel } from './merge-panel.tsx'
import { chosenState, mergeStateOptions, mergeStates, outcomeWords } from './merge-words.rules.ts'

const mergesRoute = getRouteApi('/console/$community/merges')
const refreshMs = 10_000

const columns: Column<Merge>[] = [
  { key: 'item', header: 'Item', cell: ({ itemName }) => <span className="font-medium">{itemName}</span> },
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
    cell: ({ state }) => <Badge tone={mergeStates[state].tone}>{mergeStates[state].word}</Badge>,
  },
  {
    key: 'outcome',
    header: 'Last attempt',
    from: 'lg',
    cell: ({ lastOutcome }) => (lastOutcome === null ? 'None yet' : outcomeWords[lastOutcome]),
  },
  {
    key: 'until',
    header: 'Due',
    align: 'right',
    from: 'md',
    width: 'w-28',
    cell: ({ confirmBy }) => <RelativeTime at={confirmBy} />,
  },
  {
    key: 'asked',
    header: 'Asked for',
    align: 'right',
    from: 'sm',
    width: 'w-28',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

export function MergesPage() {
  const { communityId, communityName } = useMembership()
  const maySee = useMay('approve_apps')
  const search = mergesRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/merges' })
  const state = chosenState(search.state)
  const { member } = search
  const query = { ...(state ? { state } : {}), ...(member === undefined ? {} : { memberId: member }) }
  const input = { params: { communityId }, query }
  const pages = usePages('listMerges', input, { isEnabled: maySee, refetchMs: refreshMs })
  const go = (next: typeof search, replace: boolean) =>
    void navigate({ search: next, replace, resetScroll: false })
  return (
    <>
      <PageHeader
        title="Merges"
        place={communityName}
        sentence="Units that members move into games. In doubt are those that the game may have taken without saying so: look there, then confirm or reject."
      />
      {maySee ? (
        <ListSection
          name="merges"
          label="merges"
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) => go({ ...search, merge: id }, false)}
          openKey={search.merge}
          filters={
            <>
              <Select
                aria-label="State"
                value={state ?? 'all'}
                onPick={(picked) =>
                  go(withPart(search, 'state', picked === 'in_doubt' ? undefined : picked), true)
                }
                options={mergeStateOptions}
                className="w-36"
              />
              {member !== undefined && (
                <Button size="small" icon={X} onClick={() => go(withPart(search, 'member', undefined), true)}>
                  Of one member
                </Button>
              )}
            </>
          }
          curl={<CurlButton name="listMerges" input={input} />}
          isFiltered={(search.state !== undefined && search.state !== 'all') || member !== undefined}
          onClearFilters={() => go({ state: 'all' }, true)}
          empty={
            <EmptyState
              icon={ArrowRightToLine}
              title={state === 'in_doubt' ? 'Nothing is in doubt' : 'No merge yet'}
            >
              Members move units of mergeable items into games. When a game neither takes nor refuses them
              clearly, the merge stands here.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="merges" permission="approve_apps" />
      )}
      {maySee && search.merge !== undefined && (
        <MergePanel mergeId={search.merge} onClose={() => go(withPart(search, 'merge', undefined), false)} />
      )}
    </>
  )
}
