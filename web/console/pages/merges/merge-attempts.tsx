/** What came of each attempt to tell the game of a merge, oldest first. */
import type { MergeWithAttempts } from '../../../../contracts/merges.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { outcomeWords } from './merge-words.rules.ts'

export function MergeAttempts({ attempts }: Pick<MergeWithAttempts, 'attempts'>) {
  return (
    <section aria-labelledby="merge-attempts" className="flex flex-col gap-2">
      <h3 id="merge-attempts" className="text-13 font-semibold">
        Attempts
      </h3>
      {attempts.length === 0 ? (
        <p className="text-13 text-ink-2">The game was not told yet, or asks by itself.</p>
      ) : (
        <ol className="flex flex-col gap-1 text-13 text-ink-2">
          {attempts.map(({ number, at, outcome, status }) => (
            <li key={number}>
              {number}. {outcomeWords[outcome]}
              {status !== null && ` (${status})`}, <RelativeTime at={at} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
