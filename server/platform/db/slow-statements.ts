/** Remembers which statements were slow, by their text: never with values, which may be people's. */

const slowFromMs = 200
const statementCharsMax = 500
const rememberedMax = 200

export interface SlowStatement {
  statement: string
  count: number
  slowestMs: number
  lastAt: number
}

export interface SlowStatements {
  note: (text: string, ms: number) => void
  /** The slowest first. */
  list: (count: number) => SlowStatement[]
}

export function createSlowStatements(now: () => number): SlowStatements {
  const known = new Map<string, SlowStatement>()
  const inOrder = () => [...known.values()].sort((a, b) => b.slowestMs - a.slowestMs)

  return {
    note(text, ms) {
      if (ms < slowFromMs) return
      const statement = text.replaceAll(/\s+/g, ' ').trim().slice(0, statementCharsMax)
      const before = known.get(statement)
      const slowestMs = Math.max(before?.slowestMs ?? 0, Math.round(ms))
      known.set(statement, { statement, count: (before?.count ?? 0) + 1, slowestMs, lastAt: now() })
      if (known.size > rememberedMax) known.delete(inOrder().at(-1)?.statement ?? '')
    },
    list: (count) => inOrder().slice(0, count),
  }
}
