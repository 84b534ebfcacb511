/** One holding as a card that leads to its item. */
import { Link } from '@tanstack/react-router'
import type { Holding } from '../../../../contracts/inventory.ts'
import { useMembership } from '../../../app/community.tsx'
import { kindWords } from '../../../console/pages/apps/items/item-words.rules.ts'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { Picture } from '../../../console/pages/apps/picture.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { HoldingFacts } from './holding-facts.tsx'

interface Props {
  holding: Holding
  /** What its game is called. */
  game: string | undefined
}

export function HoldingCard({ holding, game }: Props) {
  const { communityId } = useMembership()
  const { name, seconds, kind, owned, itemId, tier } = holding
  return (
    <Link
      to="/hall/$community/items/$itemId"
      params={{ community: communityId, itemId }}
      search={seconds === null ? {} : { tier }}
      className="flex h-full flex-col gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-line-strong hover:bg-hover"
    >
      <span className="flex items-start gap-3">
        <Picture name={name} url={holding.picture} size="large" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-14 font-semibold text-ink">{name}</span>
          <span className="block text-12 text-ink-3">
            {seconds === null ? kindWords[kind].word : `Adds ${durationWords(seconds)}`}
          </span>
          {game !== undefined && <span className="block truncate text-12 text-ink-3">{game}</span>}
        </span>
        <span className="shrink-0 text-right">
          <span className="block text-20 font-semibold tracking-tight text-ink tabular-nums">
            {formatCount(owned)}
          </span>
          <span className="block text-12 text-ink-3">owned</span>
        </span>
      </span>
      <HoldingFacts holding={holding} />
    </Link>
  )
}
