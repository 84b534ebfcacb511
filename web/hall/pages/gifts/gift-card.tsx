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
      <p className="text-14 font-semibold [overflow-wrap:anywhere] [&_a]:font-semibold">
        {formatCount(gift.quantity)} × <ItemLink traded={gift} />{' '}
        <span className="font-normal text-ink-2">{otherWords(gift, memberId)}</span>
      </p>
      {gift.message !== '' && (
        <p className="whitespace-pre-line text-13 text-ink [overflow-wrap:anywhere]">“{gift.message}”</p>
      )}
      <div className="mt-auto flex flex-wrap items-end justify-end gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-52 text-13 text-ink-2">
          {isSent(gift, memberId) ? 'Held until they answer, at most until' : 'You can accept it until'}{' '}
          {momentWords(expiresAt)}
          {left !== undefined && <span className="whitespace-nowrap"> ({left})</span>}.
        </p>
        <GiftAnswers gift={gift} />
      </div>
    </article>
  )
}
