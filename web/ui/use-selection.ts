/** The rows of a list that are chosen, for what is done with many at once; Escape clears the choice. */
import { useEffect, useState } from 'react'
import { allToggled, type Choosable, choosableOf, chosenOf, toggled } from './selection.rules.ts'

export interface Selection<Row> {
  /** In the order of the list. */
  chosen: readonly Row[]
  choosableCount: number
  canChoose: (row: Row) => boolean
  /** What the box of this row is called by readers, e.g. "Select 6 units of Cave ore". */
  labelOf: (row: Row) => string
  isChosen: (row: Row) => boolean
  toggle: (row: Row) => void
  toggleAll: () => void
  clear: () => void
}

export function useSelection<Row>(list: Choosable<Row> & { labelOf: (row: Row) => string }): Selection<Row> {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = chosenOf(list, ticked)
  const isAnyChosen = chosen.length > 0

  useEffect(() => {
    if (!isAnyChosen) return
    const clear = (event: KeyboardEvent) => {
      // What lies over the page closes first.
      if (event.key !== 'Escape' || document.querySelector('dialog:modal, [role="menu"]') !== null) return
      setTicked(new Set())
    }
    // In the capture phase, before a menu that closes by the same key is gone.
    window.addEventListener('keydown', clear, true)
    return () => window.removeEventListener('keydown', clear, true)
  }, [isAnyChosen])

  return {
    chosen,
    choosableCount: choosableOf(list).length,
    canChoose: list.canChoose,
    labelOf: list.labelOf,
    isChosen: (row) => list.canChoose(row) && ticked.has(list.keyOf(row)),
    toggle: (row) => setTicked(toggled(ticked, list.keyOf(row))),
    toggleAll: () => setTicked(allToggled(list, ticked)),
    clear: () => setTicked(new Set()),
  }
}
