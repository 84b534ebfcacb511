/** All that is kept of the economy, as one line for each table: two of them are equal when nothing has changed. */
import { type RawBuilder, sql } from 'kysely'
import { type Queryable, rows } from '../../server/platform/db/database.ts'

export type EconomyRows = Record<string, string>

/** Everything that an action of members and games may write; visits, readers of the log and deliveries go on by themselves. */
const kept = '^(ledger|items|market)_|^(events|idempotency_keys)$'

/**
 * Of many purchases that share a transaction those that are refused leave what was locked for them: balances of nothing, and
 * counters that have never counted. Nothing reads them otherwise than what is not there.
 */
const passedOver: Readonly<Record<string, RawBuilder<unknown>>> = {
  events: sql`where type <> 'member.visited'`,
  ledger_balances: sql`where amount <> 0`,
  items_inventories: sql`where inventory_sequence <> 0`,
}
const visits = { events: passedOver.events }

/** `ignoresEmpty`: also what was only locked. */
export async function readEconomyRows(
  db: Queryable,
  { ignoresEmpty = false }: { ignoresEmpty?: boolean } = {},
): Promise<EconomyRows> {
  const left: Readonly<Record<string, RawBuilder<unknown> | undefined>> = ignoresEmpty ? passedOver : visits
  const tables = await rows(
    db,
    sql<{ name: string }>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname ~ ${kept} order by relname`,
  )
  const selects = tables.map(
    ({ name }): RawBuilder<unknown> => sql`
      select ${sql.lit(name)} as name, concat(count(*), ' ', md5(string_agg(row::text, ' ' order by row::text))) as hash
      from ${sql.table(name)} row ${left[name] ?? sql``}`,
  )
  const hashes = await rows(db, sql<{ name: string; hash: string }>`${sql.join(selects, sql` union all `)}`)
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash]))
}
