/** Further parts of the mapping, folded until they are used: conditions, bounds, lists, texts and the same event once. */
import { ChevronRight } from 'lucide-react'
import { Section } from '../../../../ui/section.tsx'
import { BoundsRow } from './bounds-row.tsx'
import { DedupeRow } from './dedupe-row.tsx'
import { ForEachRow } from './for-each-row.tsx'
import type { MappingDraft } from './mapping-draft.rules.ts'
import type { OptionProps } from './option-props.ts'
import { TextsRow } from './texts-row.tsx'
import { WhenRow } from './when-row.tsx'

export function OptionsSection(props: OptionProps) {
  const { draft } = props.editor
  const { problems } = props.dryRun
  const needsLook =
    draft.forEach !== null ||
    draft.when.length > 0 ||
    draft.bounds.length > 0 ||
    draft.texts.length > 0 ||
    problems.has('when') ||
    problems.has('bounds') ||
    problems.has('texts') ||
    problems.has('forEach') ||
    problems.has('dedupe')
  return (
    <Section isFlush>
      <details className="group" open={needsLook || undefined}>
        <summary className="flex min-h-11 items-center gap-2 rounded-lg px-4 py-2 text-13 focus-visible:outline-offset-[-2px]">
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
          />
          <span className="shrink-0 font-medium text-ink">Conditions, bounds, lists and repeats</span>
          <span className="min-w-0 truncate text-12 text-ink-3">{summaryOf(draft)}</span>
        </summary>
        <div className="divide-y divide-line border-t border-line">
          <WhenRow {...props} />
          <BoundsRow {...props} />
          <TextsRow {...props} />
          <ForEachRow {...props} />
          <DedupeRow {...props} />
        </div>
      </details>
    </Section>
  )
}

function summaryOf({ forEach, dedupe }: MappingDraft): string {
  const list = forEach === null ? 'Once per request' : `For each of ${forEach || '…'}`
  if (dedupe.kind === 'header') return `${list}, once per ${dedupe.header || 'header'}`
  if (dedupe.kind === 'path') return `${list}, once per ${dedupe.path || 'id in the payload'}`
  return `${list}, once per webhook-id or Idempotency-Key`
}
