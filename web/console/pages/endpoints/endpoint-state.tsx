/** What an endpoint does just now, in a word; the sentence behind it on hover. */
import type { OutgoingEndpoint } from '../../../../contracts/outgoing.ts'
import { Badge } from '../../../ui/badge.tsx'
import { stateWords } from './endpoint-state.rules.ts'

export function EndpointState({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const { tone, word, sentence } = stateWords(endpoint)
  return (
    <span title={sentence}>
      <Badge tone={tone}>{word}</Badge>
    </span>
  )
}
