/** One operation of the API: what it does, what it takes, what it answers, how it refuses, and a command. */
import { Badge, type Tone } from '../ui/badge.tsx'
import { CodeBlock } from '../ui/code-block.tsx'
import { curlSample, type Operation } from './operations.rules.ts'
import { Prose } from './prose.tsx'
import { SchemaTable } from './schema-table.tsx'

const tones: Readonly<Record<string, Tone>> = { GET: 'neutral', DELETE: 'bad' }

export const MethodBadge = ({ method }: { method: string }) => (
  <Badge tone={tones[method] ?? 'accent'}>{method}</Badge>
)

export function OperationView({ operation }: { operation: Operation }) {
  const { name, method, path, summary, description, parameters, body, answers, refusals } = operation
  return (
    <article
      id={name}
      aria-labelledby={`${name}-title`}
      className="scroll-mt-6 rounded-lg border border-line bg-surface"
    >
      <header className="border-b border-line px-4 py-3">
        <h3 id={`${name}-title`} className="text-14 font-semibold">
          {summary}
        </h3>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <MethodBadge method={method} />
          <code className="font-mono text-12 text-ink-2 [overflow-wrap:anywhere]">{path}</code>
        </p>
      </header>
      <div className="flex flex-col gap-5 p-4">
        {description && (
          <Prose text={description} className="flex max-w-[72ch] flex-col gap-2 text-13 text-ink-2" />
        )}
        <SchemaTable label="Parameters" lines={parameters} />
        <SchemaTable label="Body" lines={body} />
        {answers.map(({ status, lines }) =>
          lines.length === 0 ? (
            <p key={status} className="text-13 text-ink-2">
              Answers {status} without a body.
            </p>
          ) : (
            <details key={status} className="text-13">
              <summary className="w-fit rounded-sm text-12 font-medium text-ink-3">Answer {status}</summary>
              <div className="pt-2">
                <SchemaTable label={`Body of ${status}`} lines={lines} />
              </div>
            </details>
          ),
        )}
        {refusals.length > 0 && (
          <details className="text-13">
            <summary className="w-fit rounded-sm text-12 font-medium text-ink-3">
              Refusals ({refusals.length})
            </summary>
            <ul className="flex flex-col gap-1 pt-2 text-12 text-ink-2">
              {refusals.map(({ status, code, title }) => (
                <li key={code}>
                  {status} <code className="font-mono">{code}</code>: {title}
                </li>
              ))}
            </ul>
          </details>
        )}
        <CodeBlock label={`cURL for ${name}`} code={curlSample(window.location.origin, operation)} />
      </div>
    </article>
  )
}
