/**
 * Paths as the console reads them in a sample: those that name one place, as JSON Path or JSON Pointer. Filters,
 * wildcards and slices are the server's to judge; here they are simply unknown.
 */
import { childPath, kindOf } from '../../../../ui/json-path.rules.ts'

export type Located =
  | { state: 'found'; path: string; value: unknown; steps: readonly Step[] }
  | { state: 'missing' }
  | { state: 'unknown' }

type Step = string | number

const part = /^(?:\.([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\])/

/** The names and indexes of a path, or null when it is more than a plain chain of them. */
function stepsOf(path: string): Step[] | null {
  if (path.startsWith('/')) {
    return path
      .slice(1)
      .split('/')
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  if (!path.startsWith('$')) return null
  const steps: Step[] = []
  for (let rest = path.slice(1); rest !== ''; ) {
    const found = part.exec(rest)
    if (found === null) return null
    const [whole, plain, index, single, double] = found
    if (index !== undefined) steps.push(Number(index))
    else steps.push(plain ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'))
    rest = rest.slice(whole.length)
  }
  return steps
}

/** Where a path leads in a payload, with its canonical spelling; `root` is how the start is spelled. */
export function locate(payload: unknown, path: string, root = '$'): Located {
  const steps = stepsOf(path)
  if (steps === null) return { state: 'unknown' }
  let value = payload
  let spelled = root
  const taken: Step[] = []
  for (const step of steps) {
    if (Array.isArray(value)) {
      const index = typeof step === 'number' ? step : /^(?:0|[1-9]\d*)$/.test(step) ? Number(step) : -1
      if (index < 0 || index >= value.length) return { state: 'missing' }
      spelled = childPath(spelled, index)
      taken.push(index)
      value = value[index]
    } else if (typeof value === 'object' && value !== null && typeof step === 'string') {
      if (!Object.hasOwn(value, step)) return { state: 'missing' }
      spelled = childPath(spelled, step)
      taken.push(step)
      value = (value as Record<string, unknown>)[step]
    } else return { state: 'missing' }
  }
  return { state: 'found', path: spelled, value, steps: taken }
}

/** The root that lines read from: the payload, or with `forEach` its first element. */
export interface LineRoot {
  value: unknown
  /** How the root is spelled from the payload's own root. */
  path: string
}

export function lineRootOf(payload: unknown, forEach: string | null): LineRoot | null {
  if (forEach === null) return { value: payload, path: '$' }
  const list = locate(payload, forEach)
  if (list.state !== 'found' || !Array.isArray(list.value) || list.value.length === 0) return null
  return { value: list.value[0], path: childPath(list.path, 0) }
}

/** The path of a place as seen from an element of the list, or null when it lies outside of the list. */
export function relativeTo(list: string, path: string): string | null {
  if (!path.startsWith(`${list}[`)) return null
  const end = path.indexOf(']', list.length)
  return /^\d+$/.test(path.slice(list.length + 1, end)) ? `$${path.slice(end + 1)}` : null
}

/** The innermost list that holds a place, e.g. `$.players` for `$.players[2].name`. */
export function listAround(path: string): string | null {
  const found = /^(.*)\[\d+\][^[\]]*$/.exec(path)
  return found?.[1] ?? null
}

export interface Leaf {
  path: string
  value: unknown
}

const leafCountMax = 100

/** Values of a payload with their paths, for choosing one by its name; of a list only the first element. */
export function leavesOf(root: unknown): Leaf[] {
  const leaves: Leaf[] = []
  const visit = (value: unknown, path: string) => {
    if (leaves.length >= leafCountMax) return
    const kind = kindOf(value)
    if (kind === 'array') {
      const [first] = value as unknown[]
      if (first !== undefined) visit(first, childPath(path, 0))
    } else if (kind === 'object') {
      for (const [name, child] of Object.entries(value as object)) visit(child, childPath(path, name))
    } else leaves.push({ path, value })
  }
  visit(root, '$')
  return leaves
}

/** The lists of a payload, except those inside of other lists. */
export function listsOf(root: unknown): Leaf[] {
  const lists: Leaf[] = []
  const visit = (value: unknown, path: string) => {
    const kind = kindOf(value)
    if (kind === 'array') lists.push({ path, value })
    if (kind !== 'object' || lists.length >= leafCountMax) return
    for (const [name, child] of Object.entries(value as object)) visit(child, childPath(path, name))
  }
  visit(root, '$')
  return lists
}

const shownMax = 60

/** A value as it stands beside a line: text in quotes, lists and objects by their size. */
export function shortValue(value: unknown): string {
  const kind = kindOf(value)
  if (kind === 'array') return `a list of ${(value as unknown[]).length}`
  if (kind === 'object') return 'an object'
  const text = kind === 'string' ? JSON.stringify(value) : String(value)
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text
}
