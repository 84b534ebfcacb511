/** What a database tells about itself. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../platform/db/database.ts'
import type { TableSize } from './table-groups.rules.ts'

export interface ServerRow {
  version: string
  database: string
  folder: string | null
  connections: number
  connections_max: number
  wal_bytes: number | null
  wal_files: number | null
  database_bytes: number
}

/** The folder and the write-ahead log are told to superusers only, as we are on the embedded server. */
export async function readServer(db: Queryable): Promise<ServerRow | undefined> {
  return firstRow(
    db,
    sql<ServerRow>`
      select current_setting('server_version') as version, current_database()::text as database,
             case when is_superuser then current_setting('data_directory') end as folder,
             (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
             current_setting('max_connections')::integer as connections_max,
             case when is_superuser then (select sum(size)::bigint from pg_ls_waldir()) end as wal_bytes,
             case when is_superuser then (select count(*) from pg_ls_waldir()) end as wal_files,
             pg_database_size(current_database()) as database_bytes
      from (select current_setting('is_superuser') = 'on' as is_superuser) as who`,
  )
}

export async function listTableSizes(db: Queryable) {
  return rows(
    db,
    sql<TableSize>`
      select relname::text as table, pg_total_relation_size(oid) as bytes, pg_stat_get_live_tuples(oid) as rows
      from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
  )
}

export async function findLastMigration(db: Queryable): Promise<string | undefined> {
  const row = await firstRow(
    db,
    sql<{ name: string }>`select name from schema_migrations order by name desc limit 1`,
  )
  return row?.name
}
