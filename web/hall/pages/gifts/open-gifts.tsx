/** Gifts that wait for an answer, those for me first; nothing where there are none. */
import { useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { GiftCard } from './gift-card.tsx'
import type { useOpenGifts } from './use-open-gifts.ts'

export function OpenGifts({ read: { gifts, problem, reload } }: { read: ReturnType<typeof useOpenGifts> }) {
  const { communityId } = useMembership()
  if (gifts.length === 0) {
    return problem && <ErrorState problem={problem} what="gifts that wait" onRetry={reload} />
  }
  return (
    <section aria-labelledby="open-gifts" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="open-gifts" className="text-16 font-semibold">
          Gifts that wait for an answer
        </h2>
        <ButtonLink
          size="small"
          to="/hall/$community/orders"
          params={{ community: communityId }}
          search={{ tab: 'gifts' }}
        >
          All gifts
        </ButtonLink>
      </div>
      <ul className="grid gap-3 lg:grid-cols-2">
        {gifts.map((gift) => (
          <li key={gift.id} className="min-w-0">
            <GiftCard gift={gift} />
          </li>
        ))}
      </ul>
    </section>
  )
}
