/** Further parts of the mapping: apply it for each element of a list, and apply the same event once. */
import { Switch } from '../../../../ui/choice.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import type { MappingDraft } from './mapping-draft.rules.ts'
import { PathInput, ValueAt } from './path-input.tsx'
import { lineRootOf } from './payload-path.rules.ts'
import { PlaceNotes } from './place-notes.tsx'
import type { DryRunView } from './use-dry-run.ts'
import type { MappingEditor } from './use-mapping-editor.ts'

interface Props {
  editor: MappingEditor
  payload: unknown
  dryRun: DryRunView
}

const dedupeOptions = [
  { value: 'none', label: 'the usual headers' },
  { value: 'header', label: 'the header' },
  { value: 'path', label: 'the payload' },
]

export function OptionsRows({ editor, payload, dryRun }: Props) {
  return (
    <div className="divide-y divide-line border-t border-line">
      <ForEachRow editor={editor} payload={payload} dryRun={dryRun} />
      <DedupeRow editor={editor} payload={payload} dryRun={dryRun} />
    </div>
  )
}

function ForEachRow({ editor, payload, dryRun }: Props) {
  const { draft, edit, reading, isRefused } = editor
  const root = payload === undefined ? null : lineRootOf(payload, null)
  const problems = dryRun.problems.get('forEach') ?? []
  const setForEach = (forEach: string | null) => edit((present) => ({ ...present, forEach }))
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <Switch
        label="Apply for each element of a list"
        hint="For requests about several members, such as a match result. All paths then start at the element."
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

function DedupeRow({ editor, payload, dryRun }: Props) {
  const { draft, edit, reading, isRefused } = editor
  const { kind, header, path } = draft.dedupe
  const root = payload === undefined ? null : lineRootOf(payload, null)
  const problems = dryRun.problems.get('dedupe') ?? []
  const change = (part: Partial<MappingDraft['dedupe']>) =>
    edit((present) => ({ ...present, dedupe: { ...present.dedupe, ...part } }))
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <p className="text-13 font-medium text-ink">Apply the same event once</p>
      <div className="flex flex-wrap items-center gap-2 text-13 text-ink-2">
        <span>The id of the event stands in</span>
        <Select
          aria-label="Where the id of the event stands"
          value={kind}
          onPick={(chosen) => change({ kind: chosen as typeof kind })}
          options={dedupeOptions}
          className="w-40"
        />
        {kind === 'header' && (
          <Input
            isMono
            aria-label="Header"
            placeholder="x-event-id"
            value={header}
            maxLength={100}
            spellCheck={false}
            autoComplete="off"
            className="flex-1 basis-40"
            onChange={(event) => change({ header: event.target.value })}
          />
        )}
        {kind === 'path' && (
          <span className="flex min-w-0 flex-1 basis-48">
            <PathInput
              label="Path of the id"
              value={path}
              onChange={(typed) => change({ path: typed })}
              root={root}
              placeholder="$.eventId"
              describedBy="dedupe-notes"
            />
          </span>
        )}
      </div>
      {kind === 'path' && <ValueAt root={root} path={path} />}
      <p className="text-12 text-ink-3">
        {kind === 'none'
          ? 'A webhook-id or Idempotency-Key that was seen in the last 30 days changes nothing again.'
          : 'An id that was seen in the last 30 days changes nothing again; Histories shows “Already applied”.'}
      </p>
      <PlaceNotes
        id="dedupe-notes"
        problems={problems}
        missing={reading.missing.get('dedupe')}
        isMissingBad={isRefused}
      />
    </div>
  )
}
