/** From what does not agree to the page on which people look at it. */
import { Link } from '@tanstack/react-router'
import type { ConservationFinding } from '../../../../contracts/conservation.ts'
import { useMembership } from '../../../app/community.tsx'

type Subject = NonNullable<ConservationFinding['subject']>

const look = 'shrink-0 font-medium text-accent-text underline underline-offset-2 hover:no-underline'

export function FindingLink({ subject: { kind, id } }: { subject: Subject }) {
  const params = { community: useMembership().communityId }
  switch (kind) {
    case 'asset':
      return (
        <Link to="/console/$community/ledger" params={params} search={{ asset: id }} className={look}>
          Transfers of it
        </Link>
      )
    case 'cause':
      return (
        <Link to="/console/$community/ledger" params={params} search={{ cause: id }} className={look}>
          Everything of this cause
        </Link>
      )
    case 'member':
      return (
        <Link
          to="/console/$community/members/$memberId"
          params={{ ...params, memberId: id }}
          className={look}
        >
          Open the member
        </Link>
      )
    case 'hold':
      return (
        <Link to="/console/$community/holds" params={params} search={{ hold: id }} className={look}>
          Open the hold
        </Link>
      )
    case 'merge':
      return (
        <Link
          to="/console/$community/merges"
          params={params}
          search={{ state: 'all', merge: id }}
          className={look}
        >
          Open the merge
        </Link>
      )
    case 'mint':
    case 'listing':
      return (
        <Link
          to="/console/$community/orders"
          params={params}
          search={{ state: 'all', [kind]: id }}
          className={look}
        >
          Open the order
        </Link>
      )
    case 'gift':
      return (
        <Link to="/console/$community/gifts" params={params} search={{ gift: id }} className={look}>
          Open the gift
        </Link>
      )
  }
}
