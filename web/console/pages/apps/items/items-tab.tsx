/** The catalog of an app: what of the game members can hold. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Package, Plus } from 'lucide-react'
import type { App } from '../../../../../contracts/apps.ts'
import { usePages } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { Select } from '../../../../ui/input.tsx'
import { ListSection } from '../../../../ui/list-section.tsx'
import { SearchInput } from '../../../../ui/search-input.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import { withPart } from '../../../search.rules.ts'
import { itemStateNamed, itemStateOptions, kindNamed, kindOptions } from './item-words.rules.ts'
import { itemsColumns } from './items-columns.tsx'

const appRoute = getRouteApi('/console/$community/apps/$appId')

export function ItemsTab({ app }: { app: App }) {
  const { communityId } = useMembership()
  const mayManage = useMay('manage_apps')
  const search = appRoute.useSearch()
  const navigate = useNavigate()
  const kind = kindNamed(search.kind)
  const state = itemStateNamed(search.state)
  const { q } = search
  const input = {
    params: { communityId, appId: app.id },
    query: { ...(q ? { q } : {}), ...(kind ? { kind } : {}), ...(state ? { state } : {}) },
  }
  const items = usePages('listItems', input)
  const params = { community: communityId, appId: app.id }
  const go = (next: typeof search) =>
    void navigate({
      to: '/console/$community/apps/$appId',
      params,
      search: next,
      replace: true,
      resetScroll: false,
    })
  const createButton = mayManage && (
    <ButtonLink variant="primary" icon={Plus} to="/console/$community/apps/$appId/items/new" params={params}>
      Create item
    </ButtonLink>
  )
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[72ch] text-14 text-ink-2">
          What of {app.title} members can hold here. A game recognizes each item by its address.
        </p>
        {items.rows.length > 0 && createButton}
      </div>
      <ListSection
        name="items"
        label="items"
        columns={itemsColumns}
        pages={items}
        keyOf={({ id }) => id}
        onOpen={({ id }) =>
          void navigate({
            to: '/console/$community/apps/$appId/items/$itemId',
            params: { ...params, itemId: id },
          })
        }
        filters={
          <>
            <SearchInput
              label="Search items"
              placeholder="Name"
              value={q ?? ''}
              onSearch={(text) => go(withPart(search, 'q', text))}
              className="w-full sm:w-64"
            />
            <Select
              aria-label="Kind"
              value={kind ?? ''}
              placeholder="Every kind"
              onPick={(chosen) => go(withPart(search, 'kind', chosen))}
              options={kindOptions}
              className="w-36 max-sm:flex-1"
            />
            <Select
              aria-label="State"
              value={state ?? ''}
              placeholder="Every state"
              onPick={(chosen) => go(withPart(search, 'state', chosen))}
              options={itemStateOptions}
              className="w-36 max-sm:flex-1"
            />
          </>
        }
        curl={<CurlButton name="listItems" input={input} />}
        isFiltered={q !== undefined || kind !== undefined || state !== undefined}
        onClearFilters={() => go({ tab: 'items' })}
        empty={
          <EmptyState icon={Package} title="No items yet" actions={createButton}>
            Add what members earn or buy: swords and titles, wood and gems, boosters for a week. The game adds
            them by its key too.
          </EmptyState>
        }
      />
    </div>
  )
}
