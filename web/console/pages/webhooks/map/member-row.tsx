/** Map to User: by what the member is found, where it stands in the payload, and what happens when nobody is found. */
import { Select } from '../../../../ui/input.tsx'
import { PathInput, ValueAt } from './path-input.tsx'
import type { LineRoot } from './payload-path.rules.ts'
import { PlaceNotes } from './place-notes.tsx'
import type { PlacedProblem } from './problems.rules.ts'
import type { MappingEditor } from './use-mapping-editor.ts'

interface Props {
  editor: MappingEditor
  root: LineRoot | null
  problems: readonly PlacedProblem[]
}

const absenceChoices = [
  { value: 'fail', label: 'the request fails' },
  { value: 'wait', label: 'it waits up to 30 days' },
]

const identifiers = [
  { value: 'email', label: 'email' },
  { value: 'username', label: 'username' },
]

export function MemberRow({ editor, root, problems }: Props) {
  const { draft, edit, reading, isRefused } = editor
  const missing = reading.missing.get('member')
  return (
    <section aria-labelledby="map-to-user" className="flex flex-col gap-2 px-4 py-3">
      <h3 id="map-to-user" className="text-13 font-semibold text-ink">
        Map to User
      </h3>
      <div className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
        <span>Find the member by</span>
        <Select
          aria-label="User identifier"
          value={draft.identifier}
          onPick={(identifier) =>
            edit((present) => ({ ...present, identifier: identifier as typeof draft.identifier }))
          }
          options={identifiers}
          className="w-32"
        />
        <span>in</span>
        <span className="flex min-w-0 flex-1 basis-56">
          <PathInput
            label="Field in the payload"
            value={draft.memberPath}
            onChange={(memberPath) => edit((present) => ({ ...present, memberPath }))}
            root={root}
            placeholder={`$.player.${draft.identifier}`}
            describedBy="map-to-user-notes"
            isInvalid={problems.length > 0 || (isRefused && missing !== undefined)}
          />
        </span>
      </div>
      <ValueAt root={root} path={draft.memberPath} />
      <div className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
        <span>When nobody is found</span>
        <Select
          aria-label="When nobody is found"
          value={draft.waits ? 'wait' : 'fail'}
          onPick={(choice) => edit((present) => ({ ...present, waits: choice === 'wait' }))}
          options={absenceChoices}
          className="w-56"
        />
      </div>
      {draft.waits && (
        <p className="text-pretty text-12 text-ink-3">
          It is applied by itself, once, when a member with that {draft.identifier} appears. After 30 days it
          fails.
        </p>
      )}
      <PlaceNotes
        id="map-to-user-notes"
        problems={problems}
        missing={isRefused || root !== null ? missing : undefined}
        isMissingBad={isRefused}
      />
    </section>
  )
}
