/** The events an endpoint is sent, as small words. */
import { Badge } from '../../../../ui/badge.tsx'
import { patternWords } from './type-choice.rules.ts'

export function PatternList({ patterns }: { patterns: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {patterns.map((pattern) => (
        <Badge key={pattern}>{patternWords(pattern)}</Badge>
      ))}
    </span>
  )
}
