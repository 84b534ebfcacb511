/** The SQL of everything that belongs to one community, whichever table holds it: found in the catalog. */
import { sql } from 'kysely'
import { type Queryable, rows } from './database.ts'

/** Tables, and partitions of tables, whose rows belong to communities. */
export async function listCommunityTables(db: Queryable): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ name: string }>`
      select table_of.relname as name
      from pg_class table_of
      join pg_attribute a on a.attrelid = table_of.oid and a.attname = 'community_id' and not a.attisdropped
      where table_of.relkind = 'r' and table_of.relnamespace = current_schema()::regnamespace
      order by table_of.relname`,
  )
  return found.map(({ name }) => name)
}

export async function countOfCommunity(db: Queryable, communityId: string): Promise<number> {
  let total = 0
  for (const name of await listCommunityTables(db)) {
    const [row] = await rows(
      db,
      sql<{ count: number }>`
        select count(*) as count from ${sql.table(name)} where community_id = ${communityId}`,
    )
    total += row?.count ?? 0
  }
  return total
}

/** At most `count` rows; answers how many. */
export async function deleteOfCommunity(
  db: Queryable,
  name: string,
  communityId: string,
  count: number,
): Promise<number> {
  const deleted = await rows(
    db,
    sql`
      delete from ${sql.table(name)} where ctid = any (array(
        select ctid from ${sql.table(name)} where community_id = ${communityId} limit ${count}
      )) returning 1`,
  )
  return deleted.length
}
