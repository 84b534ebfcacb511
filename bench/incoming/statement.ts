/**
 * The yardstick: the same ledger change as one prepared statement per request, on the product's own tables:
 * key of the cause (idempotency), balance, transfer, event.
 */
import pg from 'pg'

export const yardstickText = `
  with key as (
    insert into ledger_postings (community_id, cause_id, cause_kind, first_transfer_id, last_transfer_id)
    values ($1, $2, 'receipt', $3, $3) on conflict do nothing returning cause_id
  ), changed as (
    update ledger_balances set amount = amount + $6
    where community_id = $1 and holder_id = $4 and asset = $5 and exists (select from key)
    returning amount
  ), moved as (
    insert into ledger_transfers (community_id, id, cause_id, cause_kind, line, asset, amount, from_kind, to_kind,
                                  to_id, to_balance, action, actor_kind, actor_label)
    select $1, $3, $2, 'receipt', 0, $5, $6, 'issuer', 'member', $4, changed.amount, 'Yardstick', 'webhook', 'Yardstick'
    from changed
  )
  insert into events (community_id, id, type, subject_id, payload, actor_kind, actor_label, cause_kind, cause_id)
  select $1, $7, 'currency.changed', $4,
         json_build_object('memberId', $4::uuid, 'asset', $5::text, 'amount', $6::bigint, 'balance', changed.amount,
                           'action', 'Yardstick'),
         'webhook', 'Yardstick', 'receipt', $2
  from changed`

export interface YardstickPool {
  change: (memberId: string) => Promise<void>
  end: () => Promise<void>
}

export function createYardstick(
  connection: pg.PoolConfig,
  communityId: string,
  nextId: () => string,
  poolSize: number,
): YardstickPool {
  const pool = new pg.Pool({ ...connection, max: poolSize })
  return {
    async change(memberId) {
      await pool.query({
        name: 'yardstick',
        text: yardstickText,
        values: [communityId, nextId(), nextId(), memberId, 'coins', 1, nextId()],
      })
    },
    end: () => pool.end(),
  }
}
