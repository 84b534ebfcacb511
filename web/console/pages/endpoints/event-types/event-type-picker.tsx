/** Chooses the types of events that an endpoint is sent, from the catalog, with search. */
import { X } from 'lucide-react'
import { useState } from 'react'
import { useRead } from '../../../../api/queries.ts'
import { Checkbox } from '../../../../ui/choice.tsx'
import { FormErrors } from '../../../../ui/form.tsx'
import { SearchInput } from '../../../../ui/search-input.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { CustomEventField } from './custom-event-field.tsx'
import {
  allOf,
  customNoun,
  everything,
  groupsOf,
  isCovered,
  patternWords,
  togglePattern,
} from './type-choice.rules.ts'

interface Props {
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  error?: string | undefined
}

export function EventTypePicker({ chosen, onChange, error }: Props) {
  const [search, setSearch] = useState('')
  const catalog = useRead('listEventTypes', {})
  const choosable = (catalog.data?.data ?? []).filter(({ isSubscribable }) => isSubscribable)
  const groups = groupsOf(choosable, search)
  const toggle = (pattern: string) => () => onChange(togglePattern(chosen, pattern))
  const isEverything = chosen.includes(everything)

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="pb-1 text-13 font-medium text-ink">Events</legend>
      <Chosen chosen={chosen} onLetGo={(pattern) => onChange(togglePattern(chosen, pattern))} />
      {error && <p className="text-12 text-bad">{error}</p>}
      <div className="rounded-md border border-line">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line p-2">
          <SearchInput
            label="Search the events"
            value={search}
            onSearch={setSearch}
            className="flex-1 basis-48"
          />
          <Checkbox
            label="All events, later ones too"
            isChecked={isEverything}
            onChange={toggle(everything)}
          />
        </div>
        {catalog.error && (
          <div className="p-2">
            <FormErrors problem={catalog.error} />
          </div>
        )}
        {catalog.isPending ? (
          <div className="p-3">
            <SkeletonLines count={6} label="Loading the events" />
          </div>
        ) : (
          <div className="max-h-80 overflow-y-auto">
            {groups.map(({ noun, summary, types }) => (
              <div key={noun} className="border-b border-line p-3 last:border-b-0">
                <Checkbox
                  label={<span className="font-medium">All of {noun}</span>}
                  hint={summary}
                  isChecked={isEverything || chosen.includes(allOf(noun))}
                  isDisabled={isEverything}
                  onChange={toggle(allOf(noun))}
                />
                <div className="flex flex-col gap-2 pt-2 pl-6">
                  {types.map(({ name, summary }) => (
                    <Checkbox
                      key={name}
                      label={<code className="font-mono text-12">{name}</code>}
                      hint={summary}
                      isChecked={isCovered(chosen, name)}
                      isDisabled={isEverything || chosen.includes(allOf(noun))}
                      onChange={toggle(name)}
                    />
                  ))}
                  {noun === customNoun && (
                    <CustomEventField
                      chosen={chosen}
                      isDisabled={isEverything || chosen.includes(allOf(customNoun))}
                      onAdd={(pattern) => onChange(togglePattern(chosen, pattern))}
                    />
                  )}
                </div>
              </div>
            ))}
            {groups.length === 0 && !catalog.error && (
              <p className="p-4 text-13 text-ink-2">No event has “{search}” in its name or summary.</p>
            )}
          </div>
        )}
      </div>
    </fieldset>
  )
}

function Chosen({ chosen, onLetGo }: { chosen: readonly string[]; onLetGo: (pattern: string) => void }) {
  if (chosen.length === 0) return <p className="text-12 text-ink-3">Nothing chosen yet.</p>
  return (
    <ul aria-label="Chosen events" className="flex flex-wrap gap-1">
      {chosen.map((pattern) => (
        <li key={pattern}>
          <button
            type="button"
            aria-label={`Remove ${patternWords(pattern)}`}
            onClick={() => onLetGo(pattern)}
            className="inline-flex h-6 items-center gap-1 rounded-full bg-accent-soft px-2 text-12 font-medium text-accent-text hover:bg-pressed"
          >
            {patternWords(pattern)}
            <X aria-hidden className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  )
}
