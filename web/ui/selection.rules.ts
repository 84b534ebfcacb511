/** Which rows of a list are chosen: of those that were ticked only what is shown and can still be chosen. Pure. */

export interface Choosable<Row> {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  canChoose: (row: Row) => boolean
}

export const choosableOf = <Row>({ rows, canChoose }: Pick<Choosable<Row>, 'rows' | 'canChoose'>): Row[] =>
  rows.filter(canChoose)

export const chosenOf = <Row>(list: Choosable<Row>, ticked: ReadonlySet<string>): Row[] =>
  choosableOf(list).filter((row) => ticked.has(list.keyOf(row)))

/** Ticks the row, or takes its tick away. */
export function toggled(ticked: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(ticked)
  if (!next.delete(key)) next.add(key)
  return next
}

/** All that can be chosen; when all are chosen already, none. */
export function allToggled<Row>(list: Choosable<Row>, ticked: ReadonlySet<string>): ReadonlySet<string> {
  const choosable = choosableOf(list)
  return chosenOf(list, ticked).length === choosable.length ? new Set() : new Set(choosable.map(list.keyOf))
}
