/** Applies the mapping for each element of a list, for requests about several members. */
import { Switch } from '../../../../ui/choice.tsx'
import type { OptionProps } from './option-props.ts'
import { PathInput, ValueAt } from './path-input.tsx'
import { lineRootOf } from './payload-path.rules.ts'
import { PlaceNotes } from './place-notes.tsx'

export function ForEachRow({ editor, payload, dryRun }: OptionProps) {
  const { draft, edit, reading, isRefused } = editor
  const root = payload === undefined ? null : lineRootOf(payload, null)
  const problems = dryRun.problems.get('forEach') ?? []
  const setForEach = (forEach: string | null) => edit((present) => ({ ...present, forEach }))
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <Switch
        label="Apply for each element of a list"
        hint="For requests about several members, such as a match result. The paths of the member and of the lines then start at the element."
        isChecked={draft.forEach !== null}
        onChange={(isOn) => setForEach(isOn ? '' : null)}
      />
      {draft.forEach !== null && (
        <>
          <PathInput
            label="List in the payload"
            value={draft.forEach}
            onChange={setForEach}
            root={root}
            isList
            placeholder="$.players"
            describedBy="for-each-notes"
            isInvalid={problems.length > 0}
          />
          <ValueAt root={root} path={draft.forEach} />
          <PlaceNotes
            id="for-each-notes"
            problems={problems}
            missing={reading.missing.get('forEach')}
            isMissingBad={isRefused}
          />
        </>
      )}
    </div>
  )
}
