/** The edits of a mapping draft, each from one draft to the next. */
import type { DraftLine, MappingDraft } from './mapping-draft.rules.ts'

export type Edit = (draft: MappingDraft) => MappingDraft

export type LinePart = Partial<Omit<DraftLine, 'key'>>

export const lineCountMax = 50

export function addLine(draft: MappingDraft, part: LinePart): MappingDraft {
  const line: DraftLine = {
    key: `line-${draft.addedCount}`,
    kind: 'currency',
    target: '',
    operator: part.kind === 'field' ? 'set' : 'add',
    source: 'path',
    path: '',
    value: '',
    isOptional: false,
    fallback: null,
    when: [],
    ...part,
  }
  return { ...draft, lines: [...draft.lines, line], addedCount: draft.addedCount + 1 }
}

export function changeLine(draft: MappingDraft, key: string, part: LinePart): MappingDraft {
  return { ...draft, lines: draft.lines.map((line) => (line.key === key ? { ...line, ...part } : line)) }
}

export function removeLine(draft: MappingDraft, key: string): MappingDraft {
  return { ...draft, lines: draft.lines.filter((line) => line.key !== key) }
}

/** One place up (-1) or down (1); at the edge it stays. */
export function moveLine(draft: MappingDraft, key: string, by: -1 | 1): MappingDraft {
  const from = draft.lines.findIndex((line) => line.key === key)
  const to = from + by
  const [line, other] = [draft.lines[from], draft.lines[to]]
  if (line === undefined || other === undefined) return draft
  const lines = [...draft.lines]
  lines[from] = other
  lines[to] = line
  return { ...draft, lines }
}
