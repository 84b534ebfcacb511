/** The state of a hold, with its word and its sign. */
import type { Hold } from '../../../../contracts/holds.ts'
import { Badge } from '../../../ui/badge.tsx'

const words: Record<Hold['state'], string> = {
  pending: 'Pending',
  posted: 'Posted',
  voided: 'Voided',
  expired: 'Expired',
}

export const holdStateOptions = Object.entries(words).map(([value, label]) => ({ value, label }))

export function HoldState({ state }: { state: Hold['state'] }) {
  return <Badge>{words[state]}</Badge>
}
