/** Why something changed: the received request of a webhook, a person's or key's request, or a correction. */
import { Link } from '@tanstack/react-router'
import type { CauseKind } from '../../contracts/ledger.ts'
import { useMembership } from '../app/community.tsx'
import { CopyableId, CopyButton } from '../ui/copy-button.tsx'
import { cx } from '../ui/cx.ts'

const words: Record<CauseKind, string> = {
  receipt: 'Webhook request',
  request: 'Request',
  reversal: 'Correction',
  expiry: 'Expired hold',
}

export const causeLabel = (kind: CauseKind) => words[kind]

/** The received request is one click away; other causes show their id. */
interface Props {
  cause: { kind: CauseKind; id: string }
  /** Where there is little room: only what can be opened or copied. */
  isCompact?: boolean
}

export function CauseView({ cause, isCompact }: Props) {
  const { communityId } = useMembership()
  const copyLabel = `Copy the id of the ${words[cause.kind].toLowerCase()}`
  return (
    <span
      className={cx(
        'inline-flex min-w-0 items-center',
        isCompact ? 'shrink-0 gap-x-1 whitespace-nowrap' : 'flex-wrap gap-x-2',
      )}
    >
      {cause.kind === 'receipt' ? (
        <Link
          to="/console/$community/webhooks/histories/$receiptId"
          params={{ community: communityId, receiptId: cause.id }}
          className="font-medium text-accent-text underline underline-offset-2 hover:no-underline"
        >
          {words.receipt}
        </Link>
      ) : (
        !isCompact && words[cause.kind]
      )}
      {isCompact ? (
        <CopyButton text={cause.id} label={copyLabel} />
      ) : (
        <CopyableId id={cause.id} label={copyLabel} />
      )}
    </span>
  )
}
