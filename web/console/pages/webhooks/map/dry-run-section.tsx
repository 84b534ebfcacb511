/** The dry run, live: the members found, ledger lines before and after, and field changes of the sample. */
import { CircleCheck, CircleX, FlaskConical, Hourglass, LoaderCircle } from 'lucide-react'
import type { DryRun } from '../../../../../contracts/dry-runs.ts'
import { cx } from '../../../../ui/cx.ts'
import { Initials } from '../../../../ui/mark.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Section } from '../../../../ui/section.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { EffectList } from '../effect-list.tsx'
import { PlaceNotes } from './place-notes.tsx'
import type { DryRunView } from './use-dry-run.ts'
import type { MappingEditor } from './use-mapping-editor.ts'
import type { Sample } from './use-sample.ts'

interface Props {
  editor: MappingEditor
  sample: Sample | null
  dryRun: DryRunView
}

export function DryRunSection({ editor, sample, dryRun }: Props) {
  const { run, failure, isRunning, problems } = dryRun
  const general = problems.get('whole') ?? []
  return (
    <Section
      title="Dry run"
      description="What this sample would change, with the mapping as it stands above. Nothing is changed."
      actions={
        isRunning ? (
          <span className="flex items-center gap-1 text-12 text-ink-3">
            <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
            Trying
          </span>
        ) : undefined
      }
    >
      <div aria-live="polite" className="min-h-16">
        {failure ? (
          <ErrorState problem={failure} what="the dry run" onRetry={dryRun.retry} />
        ) : run ? (
          <RunView run={run} editor={editor} />
        ) : (
          <p className="flex items-start gap-2 text-13 text-ink-3">
            <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0" />
            {problems.size > 0
              ? 'The mapping cannot be tried yet: see the problems above.'
              : hintOf(editor, sample)}
          </p>
        )}
        <div className="pt-2 empty:hidden">
          {general.length > 0 && <PlaceNotes id="dry-run-notes" problems={general} isMissingBad />}
        </div>
      </div>
    </Section>
  )
}

function hintOf({ reading, draft }: MappingEditor, sample: Sample | null): string {
  if (sample === null) return 'Catch a request or paste a mock sample, and the effects appear here.'
  if (reading.missing.has('member')) return 'Say under Map to User where the member stands.'
  if (draft.lines.length === 0) return 'Add a field mapping, and its effect appears here.'
  return 'Finish a line above, and its effect appears here.'
}

const marks = {
  success: { icon: CircleCheck, color: 'text-good' },
  failed: { icon: CircleX, color: 'text-bad' },
  pending: { icon: Hourglass, color: 'text-idle' },
} as const

function RunView({ run, editor }: { run: DryRun; editor: MappingEditor }) {
  const { icon: Icon, color } = marks[run.status]
  const names = new Map(editor.fields.map(({ key, name }) => [key, name]))
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-2 text-13 font-medium">
        <Icon aria-hidden className={cx('size-4 shrink-0', color)} />
        <span className={color}>{verdictOf(run)}</span>
      </p>
      {run.members.length > 0 && <MembersFound members={run.members} />}
      {run.effects.length > 0 && <EffectList effects={run.effects} fieldNames={names} isDryRun />}
      {run.warnings.length > 0 && (
        <Notice title="Read with care">
          <ul className="list-disc pl-4">
            {run.warnings.map((warning) => (
              <li key={warning} className="[overflow-wrap:anywhere]">
                {warning}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}

function verdictOf({ outcome, problems }: DryRun): string {
  if (outcome === 'applied') return 'Success: this would be applied'
  if (outcome === 'nothing_to_do') return 'Success: nothing to do'
  const [first] = problems
  if (outcome === 'awaiting_member') {
    const who = problems.find(({ reason }) => reason === 'User not found')?.value
    return `Waiting for ${who ?? 'a member'}: nothing would be changed until that member appears`
  }
  const rest = problems.length > 1 ? ` and ${problems.length - 1} more` : ''
  return `Failed: ${first?.reason ?? 'it cannot be applied'}${rest}. Nothing would be changed.`
}

const shownMax = 10

function MembersFound({ members }: { members: DryRun['members'] }) {
  const shown = members.slice(0, shownMax)
  return (
    <ul aria-label="Members found" className="flex flex-wrap gap-2">
      {shown.map((member) => (
        <li
          key={`${member.id} ${member.element}`}
          className="flex min-w-0 items-center gap-2 rounded-md border border-line bg-sunken py-1 pr-3 pl-1 text-13"
        >
          <Initials name={member.displayName} />
          <span className="min-w-0 truncate font-medium text-ink">{member.displayName}</span>
          <span className="truncate text-12 text-ink-3">{member.email ?? member.username}</span>
        </li>
      ))}
      {members.length > shownMax && (
        <li className="self-center text-12 text-ink-3">and {members.length - shownMax} more</li>
      )}
    </ul>
  )
}
