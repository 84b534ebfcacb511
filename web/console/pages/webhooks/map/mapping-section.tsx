/** The mapping as sentences: whom a request is about, and what it changes; saving it, and its versions. */
import { History, Save } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { Button } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { commandKey } from '../../../../ui/kbd.tsx'
import { Section } from '../../../../ui/section.tsx'
import { AddLineMenu } from './add-line-menu.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { LineRow } from './line-row.tsx'
import { MemberRow } from './member-row.tsx'
import { lineRootOf } from './payload-path.rules.ts'
import { PlaceNotes } from './place-notes.tsx'
import type { DryRunView } from './use-dry-run.ts'
import type { MappingEditor } from './use-mapping-editor.ts'
import { useSaveShortcut } from './use-save-shortcut.ts'

interface Props {
  webhook: IncomingWebhook
  editor: MappingEditor
  /** Of the sample, with the texts read that are JSON. */
  payload: unknown
  dryRun: DryRunView
  onVersions: () => void
}

export function MappingSection({ webhook, editor, payload, dryRun, onVersions }: Props) {
  const { draft, reading } = editor
  const isSavable = editor.isDirty && !editor.isBehind
  useSaveShortcut(isSavable && !editor.isSaving, editor.save)
  const root = payload === undefined ? null : lineRootOf(payload, draft.forEach)
  return (
    <Section
      title="Mapping"
      description={
        webhook.mappingVersion === null
          ? 'Not saved yet'
          : `Version ${webhook.mappingVersion}${editor.isDirty ? ', with changes that are not saved' : ''}`
      }
      isFlush
      actions={
        <>
          {webhook.mappingVersion !== null && (
            <Button variant="ghost" icon={History} onClick={onVersions}>
              Versions
            </Button>
          )}
          <Button
            variant="primary"
            icon={Save}
            isPending={editor.isSaving}
            disabled={!isSavable}
            title={`${commandKey} S`}
            onClick={editor.save}
          >
            Save
          </Button>
        </>
      }
    >
      {editor.isBehind && <ConflictNotice webhook={webhook} editor={editor} />}
      <MemberRow editor={editor} root={root} problems={dryRun.problems.get('member') ?? []} />
      <ol aria-label="Field mappings" className="divide-y divide-line border-t border-line empty:hidden">
        {draft.lines.map((line, index) => (
          <LineRow
            key={line.key}
            line={line}
            index={index}
            editor={editor}
            root={root}
            problems={dryRun.problems.get(line.key) ?? []}
            remarks={dryRun.remarks.get(line.key) ?? []}
          />
        ))}
      </ol>
      <div className="flex flex-col gap-2 border-t border-line px-4 py-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <AddLineMenu editor={editor} />
          <span className="max-sm:hidden">
            <CurlButton
              name="saveIncomingWebhookMapping"
              input={{
                params: editor.params,
                ...(reading.mapping === null ? {} : { body: reading.mapping }),
              }}
            />
          </span>
        </div>
        <PlaceNotes
          id="mapping-notes"
          problems={[]}
          missing={editor.isRefused ? reading.missing.get('whole') : undefined}
          isMissingBad
        />
      </div>
    </Section>
  )
}
