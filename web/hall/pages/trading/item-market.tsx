/** The market of one item on its page: what is for sale of it, tier by tier and currency by currency. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Item } from '../../../../contracts/items.ts'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { assetName } from '../../../ui/amount.rules.ts'
import { Select } from '../../../ui/input.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { AskList } from './ask-list.tsx'
import type { useBook } from './use-book.ts'

const itemRoute = getRouteApi('/hall/$community/items/$itemId')

interface Props {
  item: Item
  read: ReturnType<typeof useBook>
}

export function ItemMarket({ item, read: { book, isChanging, problem, reload, tier, currency } }: Props) {
  const search = itemRoute.useSearch()
  const navigate = useNavigate({ from: '/hall/$community/items/$itemId' })
  const go = (part: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...part }, replace: true, resetScroll: false })
  if (!item.isMarketable) return null
  return (
    <Section
      title="For sale"
      isFlush
      actions={
        <>
          {item.tiers.length > 1 && (
            <Select
              aria-label="Tier for sale"
              value={tier}
              onPick={(key) => go({ tier: key })}
              options={item.tiers.map(({ key, seconds }) => ({
                value: key,
                label: `${key}: ${durationWords(seconds ?? 0)}`,
              }))}
            />
          )}
          {item.currencies.length > 1 && (
            <Select
              aria-label="Currency of the prices"
              value={currency}
              onPick={(code) => go({ currency: code })}
              options={item.currencies.map((code) => ({ value: code, label: assetName(code) }))}
            />
          )}
        </>
      }
    >
      {problem?.code === 'not_tradable' ? (
        <p className="p-4 text-13 text-ink-2">It cannot be traded now.</p>
      ) : problem ? (
        <ErrorState problem={problem} what="what is for sale" onRetry={reload} />
      ) : isChanging ? (
        <div className="p-4">
          <SkeletonLines count={2} label="Loading what is for sale" />
        </div>
      ) : book === undefined || book.asks.length === 0 ? (
        <p className="p-4 text-13 text-ink-2">Nobody sells any of it now.</p>
      ) : (
        <AskList book={book} />
      )}
    </Section>
  )
}
