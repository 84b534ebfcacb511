/** What crash tests of deliveries do in SQL, on a connection of their own: they look at leases, and hold rows. */
import type pg from 'pg'

/** Deliveries that are claimed now, by endpoint. */
export async function listLeases(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ endpoint_id: string }>(
    'select endpoint_id from outgoing_queue where claim_id is not null',
  )
  return rows.map((row) => row.endpoint_id)
}

/** As if a minute had passed: whoever holds a lease has lost it. */
export async function expireLeases(client: pg.Client): Promise<void> {
  await client.query(
    `update outgoing_queue set lease_until = guildhall_now() - interval '1 second' where claim_id is not null`,
  )
}

/** Until the transaction ends nobody else can change what waits for that endpoint. */
export async function holdDeliveries(client: pg.Client, endpointId: string): Promise<void> {
  await client.query('begin')
  const held = await client.query('select 1 from outgoing_queue where endpoint_id = $1 for update', [
    endpointId,
  ])
  if (held.rowCount === 0) throw new Error(`nothing waits for endpoint ${endpointId}`)
}

/** Deliveries that wait for that endpoint, claimed or not. */
export async function countQueued(client: pg.Client, endpointId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::integer as count from outgoing_queue where endpoint_id = $1',
    [endpointId],
  )
  return rows[0]?.count ?? 0
}

/** The statements that wait for a lock. */
export async function listBlocked(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ query: string }>(
    `select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.map((row) => row.query)
}
