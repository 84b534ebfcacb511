/**
 * Reads what a compiled path matches in a payload. Paths that name one place are walked directly; all others
 * visit the payload within a budget, since both the path and the payload come from outside, and a few
 * characters can ask for billions of steps.
 */
import type { Filter } from './path-filter.rules.ts'
import { type Budget, follow, nothing, type Step } from './path-steps.rules.ts'

/** `steps` is there when the path can match one place only. */
export type CompiledPath = { text: string; steps: readonly Step[] | null; segments: readonly Segment[] }
export type Segment = { isDescendant: boolean; selectors: readonly Selector[] }
export type Selector =
  | { kind: 'step'; step: Step }
  | { kind: 'wildcard' }
  | { kind: 'slice'; start: number | undefined; stop: number | undefined; step: number }
  | { kind: 'filter'; filter: Filter }

/** More than one value where one is needed. */
export const several = Symbol('several')

/** The value, or `nothing`, or `several`. Throws BudgetExceeded. */
export function readOne(path: CompiledPath, root: unknown, budget: Budget): unknown {
  if (path.steps) return follow(path.steps, root)
  const found = readAll(path, root, 2, budget)
  if (found.length > 1) return several
  return found.length === 1 ? found[0] : nothing
}

/** The values that match, in the order of RFC 9535, and no more than `countMax`. Throws BudgetExceeded. */
export function readAll(path: CompiledPath, root: unknown, countMax: number, budget: Budget): unknown[] {
  const found: unknown[] = []
  const visit = (node: unknown, at: number): Stop => {
    const segment = path.segments[at]
    if (!segment) return found.push(node) >= countMax
    for (const selector of segment.selectors) {
      if (selectChildren(selector, node, root, budget, (child) => visit(child, at + 1))) return true
    }
    return segment.isDescendant && eachChild(node, budget, (child) => visit(child, at))
  }
  visit(root, 0)
  return found
}

/** True as soon as enough has been found. */
type Stop = boolean
type Take = (child: unknown) => Stop

function selectChildren(selector: Selector, node: unknown, root: unknown, budget: Budget, take: Take): Stop {
  budget.spend(1)
  switch (selector.kind) {
    case 'step': {
      const child = follow([selector.step], node)
      return child !== nothing && take(child)
    }
    case 'wildcard':
      return eachChild(node, budget, take)
    case 'slice':
      return Array.isArray(node) && eachSliced(node, selector, budget, take)
    case 'filter':
      return eachChild(node, budget, (child) => selector.filter(child, root, budget) && take(child))
  }
}

function eachChild(node: unknown, budget: Budget, take: Take): Stop {
  if (typeof node !== 'object' || node === null) return false
  for (const child of Array.isArray(node) ? node : Object.values(node)) {
    budget.spend(1)
    if (take(child)) return true
  }
  return false
}

/** The bounds of RFC 9535, section 2.3.4.2.2. */
function eachSliced(
  list: readonly unknown[],
  { start, stop, step }: Selector & { kind: 'slice' },
  budget: Budget,
  take: Take,
): Stop {
  if (step === 0) return false
  const [low, high] = step > 0 ? [0, list.length] : [-1, list.length - 1]
  const bound = (index: number | undefined, otherwise: number) =>
    index === undefined ? otherwise : Math.min(Math.max(index < 0 ? index + list.length : index, low), high)
  const end = bound(stop, step > 0 ? high : low)
  for (let at = bound(start, step > 0 ? low : high); step > 0 ? at < end : at > end; at += step) {
    budget.spend(1)
    if (take(list[at])) return true
  }
  return false
}
