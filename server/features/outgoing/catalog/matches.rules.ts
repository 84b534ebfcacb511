/** Whether an endpoint wants an event: by its type, and by the conditions that its payload has to meet. */
import type { Condition } from '../../../../contracts/conditions.ts'
import { compilePath } from '../../../platform/payloads/compile-path.rules.ts'
import { compileConditions, judgeCondition } from '../../../platform/payloads/conditions.rules.ts'
import { BudgetExceeded, newBudget } from '../../../platform/payloads/path-steps.rules.ts'
import type { CompiledPath } from '../../../platform/payloads/read-path.rules.ts'

/** Steps that one look may cost, a few milliseconds: the planner takes one for each event and each endpoint. */
const stepCountMax = 100_000

interface Wanting {
  event_types: readonly string[]
  filter: readonly Condition[] | null
  /** The webhook of an app is told of that app only. */
  app_id?: string | null
}

/** What the planner asks of each event that endpoints can choose, and a replay of what was missed as well. */
export function wantsEvent(
  { event_types: patterns, filter, app_id: appId = null }: Wanting,
  event: { type: string; payload: unknown },
): boolean {
  if (appId !== null && (event.payload as { appId?: unknown } | null)?.appId !== appId) return false
  return matchesType(patterns, event.type) && (filter === null || meetsAll(filter, event.payload))
}

/** By its exact type, by all types of a noun (`member.*`), or by all (`*`). */
export function matchesType(patterns: readonly string[], type: string): boolean {
  return patterns.some(
    (pattern) =>
      pattern === '*' ||
      pattern === type ||
      (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1))),
  )
}

/** A payload that takes too long to look through is sent: one too many is better than one that is missing. */
function meetsAll(filter: readonly Condition[], payload: unknown): boolean {
  const budget = newBudget(stepCountMax)
  try {
    return compileConditions(filter, compileSaved).every(
      (condition) => judgeCondition(condition, payload, budget).holds,
    )
  } catch (error) {
    if (error instanceof BudgetExceeded) return true
    throw error
  }
}

const compiledPaths = new Map<string, CompiledPath>()
const pathsKept = 1_000

/** It was compiled before it was saved; what cannot be compiled any more leads nowhere. */
function compileSaved(text: string): CompiledPath {
  const known = compiledPaths.get(text)
  if (known) return known
  const compiled = compilePath(text)
  const path = compiled.ok ? compiled.path : { text, steps: [], segments: [] }
  if (compiledPaths.size >= pathsKept) compiledPaths.clear()
  compiledPaths.set(text, path)
  return path
}
