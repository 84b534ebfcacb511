/** Why something changed: the received request of a webhook, a person's or key's request, or a correction. */
import type { CauseKind } from '../../contracts/ledger.ts'
import { CopyableId } from '../ui/copy-button.tsx'

const words: Record<CauseKind, string> = {
  receipt: 'Webhook request',
  request: 'Request',
  reversal: 'Correction',
}

export const causeLabel = (kind: CauseKind) => words[kind]

export function CauseView({ cause }: { cause: { kind: CauseKind; id: string } }) {
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2">
      {words[cause.kind]}
      <CopyableId id={cause.id} label={`Copy the id of the ${words[cause.kind].toLowerCase()}`} />
    </span>
  )
}
