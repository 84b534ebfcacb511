/** How an endpoint refuses: what is its own in rows, what all endpoints share folded below. */
import { ChevronRight } from 'lucide-react'
import type { Refusal } from './reference.rules.ts'

export function RefusalRows({ own, common }: { own: readonly Refusal[]; common: readonly Refusal[] }) {
  return (
    <>
      {own.length > 0 && <RefusalTable refusals={own} label="Refusals of this endpoint" />}
      <details className="group mt-2">
        <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-12 font-medium text-ink-2 hover:text-ink max-sm:min-h-8 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
          {own.length > 0 ? 'And those' : 'Those'} that every endpoint may give ({common.length})
        </summary>
        <div className="mt-2">
          <RefusalTable refusals={common} label="Refusals that every endpoint may give" />
        </div>
      </details>
    </>
  )
}

function RefusalTable({ refusals, label }: { refusals: readonly Refusal[]; label: string }) {
  return (
    <table aria-label={label} className="w-full border-t border-line text-13">
      <thead className="sr-only">
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Code and title</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {refusals.map(({ code, status, title }) => (
          <tr key={code}>
            <td className="w-12 py-2 align-baseline font-mono text-12 text-ink-3">{status}</td>
            <td className="py-2 align-baseline">
              <a
                href={`#${code}`}
                className="font-mono text-12 font-medium text-accent-text underline-offset-2 [overflow-wrap:anywhere] hover:underline"
              >
                {code}
              </a>
              <span className="block text-ink-2">{title}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
