/** The columns of a catalog. */
import type { Item } from '../../../../../contracts/items.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import type { Column } from '../../../../ui/table.tsx'
import { Picture } from '../picture.tsx'
import { ItemState } from './item-state.tsx'
import { kindWords } from './item-words.rules.ts'
import { durationWords } from './tier-draft.rules.ts'

export const itemsColumns: Column<Item>[] = [
  {
    key: 'name',
    header: 'Item',
    cell: ({ name, shown, itemUri }) => (
      <span className="flex min-w-0 items-center gap-3">
        <Picture name={name} url={shown.picture} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate font-mono text-12 text-ink-3" title={itemUri}>
            {itemUri.replace(/^https?:\/\//i, '')}
          </span>
        </span>
      </span>
    ),
  },
  {
    key: 'kind',
    header: 'Kind',
    from: 'sm',
    width: 'w-32',
    cell: ({ kind }) => <span title={kindWords[kind].sentence}>{kindWords[kind].word}</span>,
  },
  {
    key: 'tiers',
    header: 'Tiers',
    from: 'xl',
    width: 'w-44',
    cell: ({ kind, tiers }) =>
      kind === 'time_limited' ? (
        <span className="text-ink-2">
          {tiers.map(({ seconds }) => durationWords(seconds ?? 0)).join(', ')}
        </span>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  { key: 'state', header: 'State', width: 'w-24', cell: (item) => <ItemState item={item} /> },
  {
    key: 'cap',
    header: 'At most',
    from: 'lg',
    align: 'right',
    width: 'w-28',
    cell: ({ supplyCap }) =>
      supplyCap === null ? <span className="text-ink-3">no limit</span> : formatCount(supplyCap),
  },
  {
    key: 'updated',
    header: 'Changed',
    from: 'lg',
    align: 'right',
    width: 'w-28',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
]
