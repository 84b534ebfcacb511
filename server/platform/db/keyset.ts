/**
 * Keyset pages: an opaque cursor that embeds the filter and the last key, refused when the filter changes.
 * Every list is read newest first by id unless it says otherwise; one row more than the limit tells whether a
 * next page exists.
 */
import { createHash } from 'node:crypto'
import { pageLimitDefault } from '../../../contracts/values.ts'
import { refuse } from '../refusal.ts'

export interface PageRequest {
  limit?: number | undefined
  cursor?: string | undefined
}

export interface Keyset {
  /** Rows after this key, or from the start. */
  after: string | null
  /** How many rows to read: one more than the page holds. */
  take: number
  limit: number
  filterDigest: string
}

export function readKeyset(page: PageRequest, filter: unknown): Keyset {
  const limit = page.limit ?? pageLimitDefault
  const filterDigest = createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 16)
  if (page.cursor === undefined) return { after: null, take: limit + 1, limit, filterDigest }
  const [digest, after] = decodeCursor(page.cursor)
  if (digest !== filterDigest || !after) {
    refuse(
      'cursor_invalid',
      'A cursor goes with the filter of the list it came from. Start again without it.',
    )
  }
  return { after, take: limit + 1, limit, filterDigest }
}

export function pageFrom<Row, Item>(
  found: readonly Row[],
  keyset: Keyset,
  keyOf: (row: Row) => string,
  view: (row: Row) => Item,
): { data: Item[]; page: { next: string | null } } {
  const shown = found.slice(0, keyset.limit)
  const last = shown.at(-1)
  const next = found.length > keyset.limit && last ? encodeCursor(keyset.filterDigest, keyOf(last)) : null
  return { data: shown.map(view), page: { next } }
}

/** Keys are ids or whole numbers. */
const keyForm = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,15})$/

function encodeCursor(digest: string, key: string): string {
  return Buffer.from(`${digest}.${key}`).toString('base64url')
}

function decodeCursor(cursor: string): [string | undefined, string | undefined] {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const dot = text.indexOf('.')
  const key = text.slice(dot + 1)
  return dot > 0 && keyForm.test(key) ? [text.slice(0, dot), key] : [undefined, undefined]
}
