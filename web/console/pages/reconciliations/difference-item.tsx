/** One difference: whose, of what, both numbers, the verdict, and the prepared way to mend it. */
import { Link } from '@tanstack/react-router'
import type { Difference, Reconciliation } from '../../../../contracts/reconciliations.ts'
import { useMembership } from '../../../app/community.tsx'
import { formatAmount, formatCount } from '../../../ui/amount.rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { fieldWords, isMended, mendOf, verdictWords } from './difference-words.rules.ts'
import { MendButton } from './mend-button.tsx'

interface Props {
  difference: Difference
  run: Reconciliation
}

const linkLook = 'font-medium text-accent-text underline underline-offset-2 hover:no-underline'

export function DifferenceItem({ difference, run }: Props) {
  const { member, itemUri, field, theirs, ours, verdict } = difference
  const { word, tone, sentence } = verdictWords[verdict]
  return (
    <li className="flex flex-col gap-1 px-3 py-2 text-13">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 flex-1 basis-48 font-medium text-ink [overflow-wrap:anywhere]">
          {member}
        </span>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="text-12 text-ink-3 [overflow-wrap:anywhere]">{itemUri}</p>
      <p className="text-ink-2">
        {fieldWords[field]}: the game says {formatCount(theirs)}, here it is {formatCount(ours)} (
        {formatAmount(difference.difference, 'change')}). {sentence}
      </p>
      <Mend difference={difference} run={run} />
    </li>
  )
}

function Mend({ difference, run }: Props) {
  const params = { community: useMembership().communityId }
  const mending = mendOf(difference)
  switch (mending?.kind) {
    case undefined:
      return null
    case 'merges':
      return (
        <Link to="/console/$community/merges" params={params} search={{ state: 'all' }} className={linkLook}>
          Resolve the merge
        </Link>
      )
    case 'orders':
      return (
        <Link
          to="/console/$community/orders"
          params={params}
          search={{ kind: 'mint', state: 'all', app: run.appId }}
          className={linkLook}
        >
          Resolve the order
        </Link>
      )
    default:
      if (isMended(difference, run.mendings)) return <p className="text-ink-2">Mended, see below.</p>
      return <MendButton difference={difference} run={run} />
  }
}
