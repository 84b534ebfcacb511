/** The lines of a schema as a table: name, type, what it is. */

import { Prose } from './prose.tsx'
import type { SchemaLine } from './schema.rules.ts'

export function SchemaTable({ label, lines }: { label: string; lines: readonly SchemaLine[] }) {
  if (lines.length === 0) return null
  return (
    <table className="w-full table-fixed text-13">
      <caption className="pb-1 text-left text-12 font-medium text-ink-3">{label}</caption>
      <colgroup>
        <col className="w-2/5" />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type and meaning</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} className="border-t border-line align-top">
            <th scope="row" className="py-1 pr-4 text-left font-normal [overflow-wrap:anywhere]">
              <span style={{ paddingLeft: `${line.depth * 12}px` }} className="block">
                <code className="font-mono text-12 text-ink">{line.name}</code>
                {line.isRequired && <span className="ml-2 text-12 text-ink-3">required</span>}
              </span>
            </th>
            <td className="py-1 text-ink-2 [overflow-wrap:anywhere]">
              <code className="font-mono text-12 text-accent-text">{line.type}</code>
              {line.notes && <Prose text={line.notes} className="text-12 text-ink-3" />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
