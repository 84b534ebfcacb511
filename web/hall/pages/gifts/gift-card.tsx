/** One gift that waits: what it is, from or for whom, until when, and what I can do about it. */
import type { Gift } from '../../../../contracts/gifts.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { useNow } from '../../../ui/relative-time.tsx'
import { ItemLink } from '../orders/item-link.tsx'
import { momentWords, timeLeft } from '../periods/active-time.rules.ts'
import { GiftAnswers } from './gift-answers.tsx'
import { isSent, otherWords } from './gift-words.rules.ts'

export function GiftCard({ gift }: { gift: Gift }) {
  const { memberId } = useMembership()
  const expiresAt = new Date(gift.expiresAt)
  const left = timeLeft(expiresAt, useNow())
  return (
    <article
      aria-label={`${formatCount(gift.quantity)} × ${gift.itemName} ${otherWords(gift, memberId)}`}
      className="flex h-full flex-col gap-2 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 text-14 [overflow-wrap:anywhere]">
          <span className="font-semibold">
            {formatCount(gift.quantity)} × <ItemLink traded={gift} />
          </span>{' '}
          {otherWords(gift, memberId)}
        </p>
        <GiftAnswers gift={gift} />
      </div>
      {gift.message !== '' && (
        <p className="whitespace-pre-line text-13 text-ink [overflow-wrap:anywhere]">“{gift.message}”</p>
      )}
      <p className="text-13 text-ink-2">
        {isSent(gift, memberId) ? 'Held until they answer, at most until' : 'You can accept it until'}{' '}
        {momentWords(expiresAt)}
        {left === undefined ? '' : ` (${left})`}.
      </p>
    </article>
  )
}
