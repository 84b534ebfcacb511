/** The newest items of an app that waits: what members would come to hold. */
import { Link } from '@tanstack/react-router'
import type { App } from '../../../../contracts/apps.ts'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { ItemState } from '../apps/items/item-state.tsx'
import { kindWords } from '../apps/items/item-words.rules.ts'

const shownMax = 10

export function CatalogPreview({ app }: { app: App }) {
  const { communityId } = useMembership()
  const params = { communityId, appId: app.id }
  const items = useRead('listItems', { params, query: { limit: shownMax } })
  return (
    <section aria-labelledby="catalog" className="flex flex-col gap-2">
      <h3 id="catalog" className="text-13 font-semibold">
        Its items
      </h3>
      {items.isPending ? (
        <SkeletonLines count={4} label="Loading the items" />
      ) : items.error ? (
        <ErrorState problem={items.error} what="its items" onRetry={() => void items.refetch()} />
      ) : items.data.data.length === 0 ? (
        <p className="text-13 text-ink-2">None yet.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line text-13">
          {items.data.data.map((item) => (
            <li key={item.id} className="flex items-center justify-between gap-3 px-3 py-1.5">
              <span className="min-w-0">
                <span className="block truncate font-medium">{item.name}</span>
                <span className="block text-12 text-ink-3">{kindWords[item.kind].word}</span>
              </span>
              <ItemState item={item} />
            </li>
          ))}
        </ul>
      )}
      {items.data?.page.next && (
        <Link
          to="/console/$community/apps/$appId"
          params={{ community: communityId, appId: app.id }}
          search={{ tab: 'items' }}
          className="text-13 font-medium text-accent-text underline underline-offset-2 hover:no-underline"
        >
          All of its items
        </Link>
      )}
    </section>
  )
}
