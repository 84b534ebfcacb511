/** What is sealed under the master key, column by column, and how much of it a key cannot read. */
import type { Queryable } from './db/database.ts'
import { deriveKey, type MasterKey } from './master-key.ts'
import { listSealedKeys } from './sealed-columns.store.ts'
import { sealedWith } from './secret-box.ts'

export interface SealedColumn {
  /** In words of an operator, plural: "addresses of incoming webhooks". */
  what: string
  table: string
  column: string
  /** What the sealing key is derived for. */
  purpose: string
  /** Columns of the row that its place is made of. */
  ids: readonly string[]
  /** What a value of the row is bound to, from their texts. */
  placeOf: (...ids: string[]) => string
}

export interface Unreadable {
  what: string
  count: number
}

/** Without a key nothing can be read. Reads no secret: each sealed value tells which key sealed it. */
export async function countUnreadable(
  db: Queryable,
  columns: readonly SealedColumn[],
  masterKey: MasterKey | undefined,
): Promise<Unreadable[]> {
  const found: Unreadable[] = []
  for (const { what, table, column, purpose } of columns) {
    const key = masterKey && deriveKey(masterKey, purpose)
    const sealed = await listSealedKeys(db, table, column)
    const unreadable = sealed.filter(({ header }) => !key || !sealedWith(key, header))
    const count = unreadable.reduce((sum, each) => sum + each.count, 0)
    if (count > 0) found.push({ what, count })
  }
  return found
}
