/** Narrows the market by name, game, kind, currency and price; all of it stands in the address. */
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { kindOptions } from '../../../console/pages/apps/items/item-words.rules.ts'
import { Select } from '../../../ui/input.tsx'
import { SearchInput } from '../../../ui/search-input.tsx'
import type { MarketSearch } from './market-query.rules.ts'
import { PriceInput } from './price-input.tsx'

interface Props {
  search: MarketSearch
  onChange: (part: keyof MarketSearch, value: string) => void
}

export function MarketFilters({ search, onChange }: Props) {
  const params = useCommunityParams()
  const apps = useRead('listApps', { params, query: { limit: 200 } })
  const assets = useRead('listAssets', { params })
  const currencies = (assets.data?.data ?? []).filter(({ code }) => code !== 'xp')
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search the market"
        value={search.q ?? ''}
        onSearch={(q) => onChange('q', q)}
        className="w-56 max-sm:w-full"
      />
      <Select
        aria-label="Game"
        placeholder="All games"
        value={search.app ?? ''}
        onPick={(app) => onChange('app', app)}
        options={(apps.data?.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        className="w-36 max-sm:flex-1"
      />
      <Select
        aria-label="Kind"
        placeholder="All kinds"
        value={search.kind ?? ''}
        onPick={(kind) => onChange('kind', kind)}
        options={kindOptions}
        className="max-sm:flex-1"
      />
      <div className="flex items-center gap-2 max-sm:w-full">
        <PriceInput
          label="Lowest price"
          value={search.from ?? ''}
          onPick={(from) => onChange('from', from)}
        />
        <span aria-hidden className="text-13 text-ink-3">
          to
        </span>
        <PriceInput label="Highest price" value={search.to ?? ''} onPick={(to) => onChange('to', to)} />
      </div>
      <Select
        aria-label="Currency"
        placeholder="All currencies"
        value={search.currency ?? ''}
        onPick={(currency) => onChange('currency', currency)}
        options={currencies.map(({ code, name }) => ({ value: code, label: name }))}
        className="w-36 max-sm:flex-1"
      />
      <Select
        aria-label="Order"
        value={search.sort === 'price' ? 'price' : ''}
        onPick={(sort) => onChange('sort', sort)}
        options={[
          { value: '', label: 'Newest first' },
          { value: 'price', label: 'Cheapest first' },
        ]}
        className="max-sm:flex-1"
      />
    </div>
  )
}
