/** Where the id of the event stands, so that a repeat of the same event changes nothing. */
import { Input, Select } from '../../../../ui/input.tsx'
import type { MappingDraft } from './mapping-draft.rules.ts'
import type { OptionProps } from './option-props.ts'
import { PathInput, ValueAt } from './path-input.tsx'
import { lineRootOf } from './payload-path.rules.ts'
import { PlaceNotes } from './place-notes.tsx'

const dedupeOptions = [
  { value: 'none', label: 'the usual headers' },
  { value: 'header', label: 'the header' },
  { value: 'path', label: 'the payload' },
]

export function DedupeRow({ editor, payload, dryRun }: OptionProps) {
  const { draft, edit, reading, isRefused } = editor
  const { kind, header, path } = draft.dedupe
  const root = payload === undefined ? null : lineRootOf(payload, null)
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
          className="w-44"
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
        problems={dryRun.problems.get('dedupe') ?? []}
        missing={reading.missing.get('dedupe')}
        isMissingBad={isRefused}
      />
    </div>
  )
}
