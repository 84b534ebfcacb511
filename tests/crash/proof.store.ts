/** The proof in SQL: what the database says of receipts, read on a connection of its own. */
import pg from 'pg'
import type { EmbeddedConnection } from '../../server/platform/db/embedded/embedded-postgres.ts'
import type { AcknowledgedReceipt } from './load.ts'

export interface WrongReceipt {
  id: string
  status: string | null
  outcome: string | null
  coins: string | null
  lines: string | null
}

/** Acknowledged receipts that were not applied exactly once with their amount. */
export function listWrongReceipts(
  client: pg.Client,
  acknowledged: readonly AcknowledgedReceipt[],
): Promise<WrongReceipt[]> {
  return rows(
    client,
    `with acknowledged as (select * from unnest($1::uuid[], $2::bigint[]) as sent (id, amount)),
     posted as (
       select cause_id as id, count(*) as lines, sum(amount) filter (where asset = 'coins') as coins
       from ledger_transfers group by cause_id
     )
     select acknowledged.id, status, outcome, coins, lines
     from acknowledged
     left join incoming_outcomes outcome on outcome.receipt_id = acknowledged.id
     left join posted on posted.id = acknowledged.id
     where (status, outcome.outcome, coins, lines) is distinct from ('success', 'applied', amount, 2)
     limit 20`,
    [acknowledged.map(({ id }) => id), acknowledged.map(({ amount }) => amount)],
  )
}

/** Stored receipts, acknowledged or not, of which nothing became, or that have half an effect or one too much. */
export function listTornReceipts(client: pg.Client): Promise<{ id: string }[]> {
  return rows(
    client,
    `with posted as (select cause_id, count(*) as lines from ledger_transfers group by cause_id)
     select receipt.id, status, outcome.outcome, lines
     from incoming_receipts receipt
     left join incoming_outcomes outcome on outcome.receipt_id = receipt.id
     left join posted on posted.cause_id = receipt.id
     where status is null
        or coalesce(lines, 0) <> case when status = 'success' and outcome.outcome = 'applied' then 2 else 0 end
     limit 20`,
  )
}

export async function countPending(client: pg.Client): Promise<number> {
  const [row] = await rows<{ count: number }>(
    client,
    'select count(*)::integer as count from incoming_pending',
  )
  return row?.count ?? Number.NaN
}

async function rows<Row>(client: pg.Client, sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await client.query(sql, values)).rows as Row[]
}

/** Runs `read` on the database of that folder; sessions end with it. */
export async function readDatabase<Result>(
  connection: EmbeddedConnection,
  read: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return await read(client)
  } finally {
    await client.end()
  }
}

/** Whether a backup of the server has come to its last step. Without a session of a backup there is none. */
export async function isBackupStopping(client: pg.Client): Promise<boolean> {
  const sessions = await rows<{ query: string }>(
    client,
    `select query from pg_stat_activity where application_name = 'guildhall backup'`,
  )
  return sessions.some(({ query }) => query.includes('pg_backup_stop'))
}
