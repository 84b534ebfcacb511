/** Further parts of the mapping, folded until they are used: conditions, bounds, lists, texts and the same event once. */
import { ChevronRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import type { MappingDraft } from './mapping-draft.rules.ts'
import type { OptionProps } from './option-props.ts'

/** Most mappings do without. */
const OptionRows = lazy(async () => ({ default: (await import('./option-rows.tsx')).OptionRows }))

export function OptionsSection(props: OptionProps) {
  const { draft } = props.editor
  const { problems } = props.dryRun
  const [isUnfolded, setUnfolded] = useState(false)
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
      <details
        className="group"
        open={needsLook || undefined}
        onToggle={(event) => setUnfolded(event.currentTarget.open)}
      >
        <summary className="flex min-h-11 items-center gap-2 rounded-lg px-4 py-2 text-13 focus-visible:outline-offset-[-2px]">
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
          />
          <span className="shrink-0 font-medium text-ink">Conditions, bounds, lists and repeats</span>
          <span className="min-w-0 truncate text-12 text-ink-3">{summaryOf(draft)}</span>
        </summary>
        <div className="divide-y divide-line border-t border-line">
          {(needsLook || isUnfolded) && (
            <Suspense fallback={<SkeletonLines count={5} label="Loading the options" />}>
              <OptionRows {...props} />
            </Suspense>
          )}
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
