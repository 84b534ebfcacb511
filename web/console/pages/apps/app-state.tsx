/** Where the approval of an app stands, in a word; the sentence behind it on hover. */
import type { AppState } from '../../../../contracts/apps.ts'
import { Badge } from '../../../ui/badge.tsx'
import { stateWords } from './app-state.rules.ts'

export function AppStateBadge({ state }: { state: AppState }) {
  const { tone, word, sentence } = stateWords[state]
  return (
    <span title={sentence}>
      <Badge tone={tone}>{word}</Badge>
    </span>
  )
}
