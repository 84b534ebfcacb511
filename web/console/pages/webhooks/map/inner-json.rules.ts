/** Texts of the sample that are JSON: how the sample looks once they are read, and where one could be read. */
import { locate } from './payload-path.rules.ts'

export const textPathCountMax = 10

/** What a text holds, when it is a JSON object or list; else undefined. */
export function innerJson(text: unknown): unknown {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The sample with the texts at these paths read, as the server reads them; what is no JSON stays. */
export function withTextsRead(payload: unknown, paths: readonly string[]): unknown {
  return paths.reduce((read, path) => readAt(read, path.trim()), payload)
}

function readAt(payload: unknown, path: string): unknown {
  const every = path.indexOf('[*]')
  if (every === -1) return replaced(payload, stepsTo(payload, path), parsed)
  const rest = `$${path.slice(every + 3)}`
  return replaced(payload, stepsTo(payload, path.slice(0, every)), (list) =>
    Array.isArray(list) ? list.map((item) => readAt(item, rest)) : list,
  )
}

const parsed = (value: unknown) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

function stepsTo(payload: unknown, path: string): readonly (string | number)[] | null {
  const place = locate(payload, path)
  return place.state === 'found' ? place.steps : null
}

function replaced(
  node: unknown,
  steps: readonly (string | number)[] | null,
  change: (value: unknown) => unknown,
): unknown {
  if (steps === null) return node
  const [first, ...rest] = steps
  if (first === undefined) return change(node)
  if (Array.isArray(node)) {
    return node.map((item, index) => (index === first ? replaced(item, rest, change) : item))
  }
  const object = node as Record<string | number, unknown>
  return { ...object, [first]: replaced(object[first], rest, change) }
}

/** The same place in every element of the lists around it, or null when there is no list. */
export function inEveryElement(path: string): string | null {
  const every = path.replace(/\[\d+\]/g, '[*]')
  return every === path ? null : every
}
