/** The folded technical part of an error: code, request and request id, ready to be copied into a report. */
import type { ApiProblem } from '../api/problem.ts'
import { CopyButton } from './copy-button.tsx'

export function TechnicalDetail({ problem }: { problem: ApiProblem }) {
  const lines = [
    `code       ${problem.code}`,
    `status     ${problem.status === 0 ? 'no answer' : problem.status}`,
    `request    ${problem.request}`,
    ...(problem.requestId === null ? [] : [`request id ${problem.requestId}`]),
  ].join('\n')
  return (
    <details className="text-12 text-ink-2">
      <summary className="w-fit rounded-sm text-ink-2 underline-offset-2 hover:underline">
        Technical detail
      </summary>
      <div className="mt-2 flex items-start gap-2 rounded-md border border-line bg-surface p-2">
        <pre className="min-w-0 flex-1 whitespace-pre-wrap break-all font-mono">{lines}</pre>
        <CopyButton text={lines} label="Copy the technical detail" />
      </div>
    </details>
  )
}
