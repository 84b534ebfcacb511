/** Gifts that wait, those for me first; nothing where there are none. */
import type { Gift } from '../../../../contracts/gifts.ts'
import { useMembership } from '../../../app/community.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { GiftCard } from './gift-card.tsx'
import type { useOpenGifts } from './use-open-gifts.ts'

export function OpenGifts({ gifts }: { gifts: ReturnType<typeof useOpenGifts> }) {
  const { received, sent, problem, reload } = gifts
  if (received.length + sent.length === 0) {
    return problem && <ErrorState problem={problem} what="gifts that wait" onRetry={reload} />
  }
  return (
    <>
      <GiftList id="gifts-for-me" title="Gifts for you" gifts={received} />
      <GiftList id="gifts-of-mine" title="Gifts you offered" gifts={sent} />
    </>
  )
}

function GiftList({ id, title, gifts }: { id: string; title: string; gifts: readonly Gift[] }) {
  const { communityId } = useMembership()
  if (gifts.length === 0) return null
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={id} className="text-16 font-semibold">
          {title}
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
