/** In which order tables are filled, so that every row finds what it refers to. */

export interface Reference {
  from: string
  to: string
}

/** Tables that are referred to come first, otherwise the given order stays. Throws on a circle. */
export function orderTables(tables: readonly string[], references: readonly Reference[]): string[] {
  const ordered: string[] = []
  const waiting = new Set(tables)
  const isFree = (table: string) =>
    references.every(({ from, to }) => from !== table || to === table || !waiting.has(to))
  while (waiting.size > 0) {
    const free = [...waiting].filter(isFree)
    if (free.length === 0) throw new Error(`These tables refer to each other: ${[...waiting].join(', ')}`)
    for (const table of free) {
      ordered.push(table)
      waiting.delete(table)
    }
  }
  return ordered
}
