/** Narrows an inventory by name, kind and tag. */
import type { Inventory } from '../../../../contracts/inventory.ts'
import { kindOptions } from '../../../console/pages/apps/items/item-words.rules.ts'
import { Select } from '../../../ui/input.tsx'
import { SearchInput } from '../../../ui/search-input.tsx'
import { type InventoryFilter, tagsOf } from './inventory.rules.ts'

interface Props {
  inventory: Inventory
  filter: InventoryFilter
  onChange: (part: keyof InventoryFilter, value: string) => void
}

export function InventoryFilters({ inventory, filter, onChange }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchInput
        label="Search items"
        value={filter.q ?? ''}
        onSearch={(q) => onChange('q', q)}
        className="w-56 max-sm:w-full"
      />
      <Select
        aria-label="Kind"
        placeholder="All kinds"
        value={filter.kind ?? ''}
        onPick={(kind) => onChange('kind', kind)}
        options={kindOptions}
        className="max-sm:flex-1"
      />
      <Select
        aria-label="Tag"
        placeholder="All tags"
        value={filter.tag ?? ''}
        onPick={(tag) => onChange('tag', tag)}
        options={tagsOf(inventory).map((tag) => ({ value: tag, label: tag }))}
        className="w-40 max-sm:flex-1"
      />
    </div>
  )
}
