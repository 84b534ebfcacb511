/** Where in the mapping the problems of a dry run or of a refused save belong. */
import type { DryRun } from '../../../../../contracts/dry-runs.ts'
import type { ReceiptFailure } from '../../../../../contracts/receipts.ts'
import type { FieldProblem } from '../../../../api/problem.ts'
import type { MappingDraft, Place } from './mapping-draft.rules.ts'

export interface PlacedProblem {
  title: string
  detail: string
  element: number | null
}

export type Problems = ReadonlyMap<Place, readonly PlacedProblem[]>

export const noProblems: Problems = new Map()

function grouped(entries: readonly (readonly [Place, PlacedProblem])[]): Problems {
  const problems = new Map<Place, PlacedProblem[]>()
  for (const [place, problem] of entries) problems.set(place, [...(problems.get(place) ?? []), problem])
  return problems
}

/** A member who is still to come, and for whom the mapping waits, is no problem. */
const isAwaited = ({ outcome }: DryRun, { reason }: ReceiptFailure) =>
  outcome === 'awaiting_member' && reason === 'User not found'

/** `lineKeys` are the lines of the mapping that was tried, in its order. */
export function problemsOfDryRun(run: DryRun, draft: MappingDraft, lineKeys: readonly string[]): Problems {
  return grouped(
    run.problems
      .filter((failure) => !isAwaited(run, failure))
      .map((failure) => [
        placeOf(failure, draft, lineKeys),
        { title: failure.reason, detail: failure.detail, element: failure.element },
      ]),
  )
}

function placeOf(
  { line, path, reason }: ReceiptFailure,
  draft: MappingDraft,
  lineKeys: readonly string[],
): Place {
  if (line !== null) return lineKeys[line] ?? 'whole'
  if (path === null) return reason === 'User not found' ? 'member' : 'whole'
  if (path === draft.memberPath.trim()) return 'member'
  if (path === draft.forEach?.trim()) return 'forEach'
  if (draft.texts.some((text) => text.trim() === path)) return 'texts'
  return path === draft.dedupe.path.trim() ? 'dedupe' : 'whole'
}

/** The remarks of a dry run by the part they are about, each once. */
export function remarksOfDryRun(
  { remarks }: DryRun,
  lineKeys: readonly string[],
): ReadonlyMap<Place, readonly string[]> {
  const byPlace = new Map<Place, string[]>()
  for (const { line, text } of remarks) {
    const place = line === null ? 'when' : (lineKeys[line] ?? 'whole')
    const known = byPlace.get(place) ?? []
    if (!known.includes(text)) byPlace.set(place, [...known, text])
  }
  return byPlace
}

/** The errors of a refused mapping, by the JSON pointer that each carries. */
export function problemsOfRefusal(errors: readonly FieldProblem[], lineKeys: readonly string[]): Problems {
  return grouped(
    errors.map(({ pointer, reason }) => {
      const index = /\/lines\/(\d+)/.exec(pointer)?.[1]
      const place: Place =
        index !== undefined
          ? (lineKeys[Number(index)] ?? 'whole')
          : pointer.includes('/when')
            ? 'when'
            : pointer.includes('/forEach')
              ? 'forEach'
              : pointer.includes('/parse')
                ? 'texts'
                : pointer.includes('/bounds')
                  ? 'bounds'
                  : pointer.includes('/dedupe')
                    ? 'dedupe'
                    : pointer.includes('/member')
                      ? 'member'
                      : 'whole'
      return [place, { title: 'Not valid', detail: reason, element: null }]
    }),
  )
}
