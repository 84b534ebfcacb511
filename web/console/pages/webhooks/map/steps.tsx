/** The way to the first mapping, with what is done: test request, Catch, Map to User and field mappings, Save. */
import { Check } from 'lucide-react'
import { cx } from '../../../../ui/cx.ts'
import type { MappingEditor } from './use-mapping-editor.ts'
import type { Sampling } from './use-sample.ts'

export function Steps({ editor, sampling }: { editor: MappingEditor; sampling: Sampling }) {
  const { reading } = editor
  const steps = [
    { words: 'Send a test request', isDone: sampling.recent.length > 0 || sampling.sample !== null },
    { words: 'Catch it', isDone: sampling.sample !== null },
    { words: 'Map to User', isDone: !reading.missing.has('member') },
    { words: 'Add field mappings', isDone: reading.mapping !== null && reading.missing.size === 0 },
    { words: 'Save', isDone: false },
  ]
  const next = steps.findIndex(({ isDone }) => !isDone)
  return (
    <ol aria-label="Steps" className="flex flex-wrap items-center gap-x-6 gap-y-2">
      {steps.map(({ words, isDone }, index) => (
        <li
          key={words}
          {...(index === next ? { 'aria-current': 'step' as const } : {})}
          className={cx(
            'flex items-center gap-2 text-13',
            index === next ? 'font-medium text-ink' : 'text-ink-3',
          )}
        >
          <span
            className={cx(
              'flex size-5 shrink-0 items-center justify-center rounded-full text-12 font-semibold',
              isDone
                ? 'bg-good-soft text-good'
                : index === next
                  ? 'bg-accent text-accent-ink'
                  : 'bg-idle-soft text-ink-2',
            )}
          >
            {isDone ? <Check aria-hidden className="size-3.5" /> : index + 1}
          </span>
          {words}
          {isDone && <span className="sr-only">(done)</span>}
        </li>
      ))}
    </ol>
  )
}
