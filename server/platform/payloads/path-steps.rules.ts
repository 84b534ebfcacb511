/** Follows names and indices into a payload; only what the payload itself holds is ever found. */

/** A JSON Path names a key or an index; a token of a JSON Pointer may mean either. Negative counts from the end. */
export type Step = { name: string | null; index: number | null }

/** The path leads nowhere, which is different from leading to null. */
export const nothing = Symbol('nothing')

export function follow(steps: readonly Step[], root: unknown): unknown {
  let node = root
  for (const { name, index } of steps) {
    if (typeof node !== 'object' || node === null) return nothing
    if (Array.isArray(node)) {
      if (index === null) return nothing
      const at = index < 0 ? index + node.length : index
      if (at < 0 || at >= node.length) return nothing
      node = node[at]
    } else {
      if (name === null || !Object.hasOwn(node, name)) return nothing
      node = (node as Record<string, unknown>)[name]
    }
  }
  return node
}

/** Steps that one payload may cost, over all paths of its mapping: some tens of milliseconds. */
export const stepCountMax = 1_000_000

export type Budget = { spend: (steps: number) => void }

export class BudgetExceeded extends Error {}

export function newBudget(steps = stepCountMax): Budget {
  let left = steps
  return {
    spend(count) {
      left -= count
      if (left < 0) throw new BudgetExceeded('Too many steps')
    },
  }
}
