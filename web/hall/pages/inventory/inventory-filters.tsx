/** Narrows an inventory by name, game, kind and tag; all of it stands in the address. */
import type { Holding, Inventory } from '../../../../contracts/inventory.ts'
import { kindOptions } from '../../../console/pages/apps/items/item-words.rules.ts'
import { Select } from '../../../ui/input.tsx'
import { SearchInput } from '../../../ui/search-input.tsx'
import { gameOptions, tagsOf } from './inventory.rules.ts'
import type { InventorySearch } from './inventory-query.rules.ts'

interface Props {
  apps: Inventory['apps']
  /** Those whose tags are offered. */
  holdings: readonly Holding[]
  search: InventorySearch
  onChange: (part: keyof InventorySearch, value: string) => void
}

export function InventoryFilters({ apps, holdings, search, onChange }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search items"
        value={search.q ?? ''}
        onSearch={(q) => onChange('q', q)}
        className="w-56 max-sm:w-full"
      />
      {apps.length > 1 && (
        <Select
          aria-label="Game"
          placeholder="All games"
          value={search.app ?? ''}
          onPick={(app) => onChange('app', app)}
          options={gameOptions(apps)}
          className="w-36 max-sm:flex-1"
        />
      )}
      <Select
        aria-label="Kind"
        placeholder="All kinds"
        value={search.kind ?? ''}
        onPick={(kind) => onChange('kind', kind)}
        options={kindOptions}
        className="max-sm:flex-1"
      />
      <Select
        aria-label="Tag"
        placeholder="All tags"
        value={search.tag ?? ''}
        onPick={(tag) => onChange('tag', tag)}
        options={tagsOf(holdings, search.tag).map((tag) => ({ value: tag, label: tag }))}
        className="w-40 max-sm:flex-1"
      />
    </div>
  )
}
