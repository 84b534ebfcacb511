/** A context for work that belongs to a transaction which is open already: that of a stored answer. */
import type { Context } from './context.ts'
import type { Transaction } from './platform/db/database.ts'

/** Its reads and transactions are those of `tx`. */
export function joined(ctx: Context, tx: Transaction): Context {
  return { ...ctx, db: tx as unknown as Context['db'], inTransaction: (work) => work(tx) }
}
