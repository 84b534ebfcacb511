/** Marks beside the values of the payload: where each of them goes. */
import type { ReactNode } from 'react'
import { Badge } from '../../../../ui/badge.tsx'
import type { DraftLine } from './mapping-draft.rules.ts'
import { lineRootOf, locate } from './payload-path.rules.ts'
import type { MappingEditor } from './use-mapping-editor.ts'

type Targets = Pick<MappingEditor, 'draft' | 'assets' | 'fields'>

export function marksOf(targets: Targets, payload: unknown): ReadonlyMap<string, ReactNode> {
  const { draft } = targets
  const words = new Map<string, string[]>()
  const add = (path: string, word: string) => words.set(path, [...(words.get(path) ?? []), word])
  const root = lineRootOf(payload, draft.forEach)
  for (const text of draft.texts) {
    const place = locate(payload, text.replaceAll('[*]', '[0]'))
    if (place.state === 'found') add(place.path, 'JSON')
  }
  if (draft.forEach !== null) {
    const list = locate(payload, draft.forEach)
    if (list.state === 'found') add(list.path, 'For each')
  }
  const addLinePath = (path: string, word: string) => {
    const place = root === null ? null : locate(root.value, path, root.path)
    if (place?.state === 'found') add(place.path, word)
  }
  if (draft.memberPath !== '') addLinePath(draft.memberPath, 'Member')
  for (const line of draft.lines) {
    if (line.source === 'path' && line.path !== '') addLinePath(line.path, markOf(line, targets))
  }
  if (draft.dedupe.kind === 'path') {
    const id = locate(payload, draft.dedupe.path)
    if (id.state === 'found') add(id.path, 'Event id')
  }
  return new Map(
    [...words].map(([path, all]) => [
      path,
      <span key={path} className="ml-1 inline-flex gap-1">
        {all.map((word) => (
          <Badge key={word} tone="accent">
            {word}
          </Badge>
        ))}
      </span>,
    ]),
  )
}

const signs = { add: '+ ', subtract: '− ', set: '' } as const

function markOf(line: DraftLine, { assets, fields }: Targets): string {
  const name =
    line.kind === 'currency'
      ? assets.find(({ code }) => code === line.target)?.name
      : fields.find(({ key }) => key === line.target)?.name
  return `${signs[line.operator]}${name ?? '?'}`
}
