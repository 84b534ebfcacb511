/** Texts that hold JSON: read before anything else, so that their values can be chosen like any other. */
import { Plus, X } from 'lucide-react'
import { Button } from '../../../../ui/button.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { textPathCountMax } from './inner-json.rules.ts'
import type { OptionProps } from './option-props.ts'
import { PathInput } from './path-input.tsx'
import { PlaceNotes } from './place-notes.tsx'

export function TextsRow({ editor, payload, dryRun }: OptionProps) {
  const { draft, edit, reading, isRefused } = editor
  const setTexts = (texts: readonly string[]) => edit((present) => ({ ...present, texts }))
  const root = payload === undefined ? null : { value: payload, path: '$' }
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <p className="text-13 font-medium text-ink">Read text as JSON</p>
      <ul aria-label="Texts that are JSON" className="flex flex-col gap-2 empty:hidden">
        {draft.texts.map((path, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paths are told apart by their place only
          <li key={index} className="flex items-center gap-2">
            <PathInput
              label={`Path of text ${index + 1}`}
              value={path}
              onChange={(typed) => setTexts(draft.texts.map((each, at) => (at === index ? typed : each)))}
              root={root}
              placeholder="$.payload"
              describedBy="texts-notes"
            />
            <IconButton
              size="small"
              label={`Remove text ${index + 1}`}
              icon={X}
              onClick={() => setTexts(draft.texts.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <p className="text-12 text-ink-3">
        For senders that put JSON into a text. A click on such a text in the sample adds it here.
      </p>
      <PlaceNotes
        id="texts-notes"
        problems={dryRun.problems.get('texts') ?? []}
        missing={reading.missing.get('texts')}
        isMissingBad={isRefused}
      />
      <span>
        <Button
          icon={Plus}
          disabled={draft.texts.length >= textPathCountMax}
          onClick={() => setTexts([...draft.texts, ''])}
        >
          Add a text
        </Button>
      </span>
    </div>
  )
}
