/**
 * Histories that follow what arrives without jumping: the first page is read again and again, older pages only
 * once. While the reader has scrolled down, new rows are counted instead of pushed in above.
 */
import type { Receipt } from '../../../../../contracts/receipts.ts'

export interface LiveRows {
  rows: Receipt[]
  /** New rows that are held back. */
  heldCount: number
}

/**
 * `head` is the newest page as it is now, `pages` what was read page by page. Ids grow with time, so `head` is
 * right about everything from its last row upwards: rows that left the filter meanwhile are gone from it.
 * `heldAfter` is the newest id that may be shown, or null to show all.
 */
export function mergeLive(
  head: readonly Receipt[] | undefined,
  isHeadWhole: boolean,
  pages: readonly Receipt[],
  heldAfter: string | null,
): LiveRows {
  if (head === undefined) return { rows: [...pages], heldCount: 0 }
  const lowest = head.at(-1)?.id
  const older = isHeadWhole || lowest === undefined ? [] : pages.filter(({ id }) => id < lowest)
  const merged = [...head, ...older]
  if (heldAfter === null) return { rows: merged, heldCount: 0 }
  const rows = merged.filter(({ id }) => id <= heldAfter)
  return { rows, heldCount: merged.length - rows.length }
}
