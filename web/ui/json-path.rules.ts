/** Paths into a payload, as JSON Path (RFC 9535) in its shortest form, and the rows of its tree. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The path of a child: `.name` where the name is plain, else `['…']` with RFC 9535 escapes. */
export function childPath(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`
  if (plainName.test(key)) return `${parent}.${key}`
  const escaped = JSON.stringify(key).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `${parent}['${escaped}']`
}

export function kindOf(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'object' || type === 'string' || type === 'number' || type === 'boolean' ? type : 'null'
}

export interface JsonNode {
  path: string
  parent: string | null
  /** Name or index inside the parent; `null` for the root. */
  key: string | number | null
  kind: JsonKind
  value: unknown
  depth: number
  childCount: number
}

const entriesOf = (value: unknown): [string | number, unknown][] =>
  Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : []

/** Every node in reading order. */
export function nodesOf(value: unknown, root = '$'): JsonNode[] {
  const nodes: JsonNode[] = []
  const visit = (
    item: unknown,
    path: string,
    parent: string | null,
    key: string | number | null,
    depth: number,
  ) => {
    const entries = entriesOf(item)
    nodes.push({ path, parent, key, kind: kindOf(item), value: item, depth, childCount: entries.length })
    for (const [name, child] of entries) visit(child, childPath(path, name), path, name, depth + 1)
  }
  visit(value, root, null, null, 0)
  return nodes
}

/** Paths of what matches a search in a name or a value, with everything above it. */
export function matchingPaths(nodes: readonly JsonNode[], search: string): ReadonlySet<string> {
  const wanted = search.toLowerCase()
  const byPath = new Map(nodes.map((node) => [node.path, node]))
  const found = new Set<string>()
  for (const node of nodes) {
    const isLeaf = node.kind !== 'object' && node.kind !== 'array'
    const text = `${node.key ?? ''}\n${isLeaf ? String(node.value) : ''}`.toLowerCase()
    if (!text.includes(wanted)) continue
    for (let at: JsonNode | undefined = node; at !== undefined && !found.has(at.path); ) {
      found.add(at.path)
      at = at.parent === null ? undefined : byPath.get(at.parent)
    }
  }
  return found
}

export type TreeStep = 'next' | 'previous' | 'first' | 'last' | 'toggle' | 'parent' | 'activate'

/** What a key does in a tree, as the ARIA practices describe it; `null` for keys that mean nothing there. */
export function treeStep(key: string, isOpen: boolean, hasChildren: boolean): TreeStep | null {
  switch (key) {
    case 'ArrowDown':
      return 'next'
    case 'ArrowUp':
      return 'previous'
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    case 'ArrowRight':
      return isOpen ? 'next' : hasChildren ? 'toggle' : null
    case 'ArrowLeft':
      return isOpen ? 'toggle' : 'parent'
    case 'Enter':
    case ' ':
      return 'activate'
    default:
      return null
  }
}
