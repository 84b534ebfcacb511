/** Conditions of the whole mapping: a request that does not meet them is a Success with nothing to do. */
import { Plus } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { ConditionRows } from './condition-rows.tsx'
import { conditionCountMax, emptyCondition } from './draft-conditions.rules.ts'
import type { MappingDraft } from './mapping-draft.rules.ts'
import type { OptionProps } from './option-props.ts'
import { lineRootOf } from './payload-path.rules.ts'
import { PlaceNotes } from './place-notes.tsx'

export function WhenRow({ editor, payload, dryRun }: OptionProps) {
  const { draft, edit, reading, isRefused } = editor
  const setWhen = (when: MappingDraft['when']) => edit((present) => ({ ...present, when }))
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <p className="text-13 font-medium text-ink">Apply only some requests</p>
      <ConditionRows
        conditions={draft.when}
        onChange={setWhen}
        root={payload === undefined ? null : lineRootOf(payload, null)}
        describedBy="when-notes"
      />
      <p className="text-12 text-ink-3">
        Where a condition does not hold, the request is a Success with nothing to do.
      </p>
      <PlaceNotes
        id="when-notes"
        problems={dryRun.problems.get('when') ?? []}
        remarks={dryRun.remarks.get('when')}
        missing={reading.missing.get('when')}
        isMissingBad={isRefused}
      />
      <span>
        <Button
          icon={Plus}
          disabled={draft.when.length >= conditionCountMax}
          onClick={() => setWhen([...draft.when, emptyCondition])}
        >
          Add a condition
        </Button>
      </span>
    </div>
  )
}
