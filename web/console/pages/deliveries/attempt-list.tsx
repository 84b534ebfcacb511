/** Every attempt, newest first: what was sent ahead of the body, and what the receiver answered. */
import { Send } from 'lucide-react'
import type { Attempt } from '../../../../contracts/deliveries.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { answerWords, isSuccess } from './attempt-words.rules.ts'
import { Waterfall } from './waterfall.tsx'

export function AttemptList({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) {
    return (
      <EmptyState icon={Send} title="Not tried yet">
        The first attempt stands here as soon as it ends.
      </EmptyState>
    )
  }
  const newestFirst = [...attempts].reverse()
  return (
    <ol className="flex flex-col gap-3">
      {newestFirst.map((attempt, index) => (
        <li key={attempt.id} className="rounded-lg border border-line">
          <AttemptView attempt={attempt} isOpen={index === 0} />
        </li>
      ))}
    </ol>
  )
}

function AttemptView({ attempt, isOpen }: { attempt: Attempt; isOpen: boolean }) {
  const { number, startedAt, status, responseHeaders, responseBody, requestHeaders, isCut } = attempt
  return (
    <details open={isOpen} className="text-13">
      <summary className="cursor-pointer rounded-lg px-4 py-3 marker:text-ink-3">
        <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1 align-middle">
          <span className="font-medium text-ink">Attempt {number}</span>
          <StatusMark status={isSuccess(attempt) ? 'success' : 'failed'} />
          {status !== null && <span className="font-mono text-12 text-ink">{status}</span>}
          <RelativeTime at={startedAt} className="text-12 text-ink-3" />
        </span>
      </summary>
      <div className="flex flex-col gap-4 border-t border-line px-4 py-3">
        <div>
          <p className="text-ink-2 [overflow-wrap:anywhere]">{answerWords(attempt)}</p>
          {!attempt.wasWritten && (
            <p className="text-12 text-ink-3">No byte of the request left this server.</p>
          )}
          <Waterfall attempt={attempt} />
        </div>
        <Head title="Request headers" headers={requestHeaders} />
        {responseHeaders !== null && <Head title="Answer headers" headers={responseHeaders} />}
        {responseBody !== null && (
          <div className="flex flex-col gap-1">
            <p className="flex items-baseline justify-between gap-2 font-medium text-ink">
              Answer body
              {isCut && <span className="text-12 font-normal text-ink-3">cut: there was more</span>}
            </p>
            {responseBody === '' ? (
              <p className="text-ink-2">Empty.</p>
            ) : (
              <CodeBlock label={`Answer body of attempt ${number}`} code={responseBody} isWrapped />
            )}
          </div>
        )}
      </div>
    </details>
  )
}

function Head({ title, headers }: { title: string; headers: Attempt['requestHeaders'] }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium text-ink">{title}</p>
      <dl className="divide-y divide-line rounded-md border border-line">
        {headers.map(([name, value], index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and the list never changes
            key={index}
            className="grid grid-cols-[minmax(7rem,2fr)_minmax(0,5fr)] gap-3 px-3 py-1 font-mono text-12"
          >
            <dt className="text-ink-3 [overflow-wrap:anywhere]">{name}</dt>
            <dd className="text-ink [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
