/**
 * What a list needs so that many of its rows can be chosen: a first column of boxes, one for each row that can be chosen
 * and one for all of them, and the bar with what is done with those that are. Lists without it do not load it.
 */
import type { ReactNode } from 'react'
import { SelectBox } from './select-box.tsx'
import { SelectionBar } from './selection-bar.tsx'
import type { Column } from './table.tsx'
import type { Selection } from './use-selection.ts'

export interface Choosing<Row> {
  column: Column<Row>
  isChosen: (row: Row) => boolean
  bar: ReactNode
}

/** `isWhole`: no further rows wait to be read, so all that are shown are all. */
export function choosingOf<Row>(
  selection: Selection<Row>,
  isWhole: boolean,
  actions: ReactNode,
): Choosing<Row> {
  const { chosen, choosableCount, isChosen, canChoose } = selection
  return {
    isChosen,
    column: {
      key: 'select',
      header: 'Select',
      width: 'w-11',
      headerCell: (
        <SelectBox
          label={isWhole ? 'Select all' : 'Select all that are shown'}
          isChecked={chosen.length > 0 && chosen.length === choosableCount}
          isMixed={chosen.length > 0 && chosen.length < choosableCount}
          isDisabled={choosableCount === 0}
          onChange={selection.toggleAll}
        />
      ),
      cell: (row) =>
        canChoose(row) && (
          <SelectBox
            label={selection.labelOf(row)}
            isChecked={isChosen(row)}
            onChange={() => selection.toggle(row)}
          />
        ),
    },
    bar: (
      <SelectionBar count={chosen.length} onClear={selection.clear}>
        {actions}
      </SelectionBar>
    ),
  }
}
