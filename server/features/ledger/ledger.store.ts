/** The ledger's SQL: locking balances, and writing postings in bulk. */
import { sql } from 'kysely'
import { bulkInsert } from '../../platform/db/bulk-rows.ts'
import { prepared, type Queryable, rows, run, type Transaction } from '../../platform/db/database.ts'
import type { BalanceChange, BalanceRow, TransferRow } from './ledger.rows.ts'
import type { SupplyChange } from './supplies.rules.ts'

export interface LockedBalance {
  /** Which of the wanted balances this is, counted from 1. */
  place: number
  amount: number
}

/*
 * ORDER BY below FOR UPDATE: every transaction takes these locks in the order of the key, so two postings that share
 * accounts wait for each other instead of deadlocking. While one of the rows is missing none is locked: whoever held some
 * and then came back for those that were missing would break that order.
 */
const lockStatement = prepared<LockedBalance>(
  'ledger_lock_balances',
  `with wanted as (
     select * from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality
       as wanted (community_id, holder_id, asset, place)
   )
   select wanted.place::int, b.amount
   from wanted join ledger_balances b using (community_id, holder_id, asset)
   where (select count(*) from wanted join ledger_balances using (community_id, holder_id, asset)) = cardinality($2)
   order by b.community_id, b.holder_id, b.asset
   for update of b`,
)

const insertEmptyStatement = prepared<never>(
  'ledger_insert_empty_balances',
  `insert into ledger_balances (community_id, holder_id, asset, holder_kind, amount)
   select community_id, holder_id, asset, holder_kind, 0
   from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as wanted (community_id, holder_id, asset, holder_kind)
   order by community_id, holder_id, asset
   on conflict do nothing`,
)

export interface WantedBalance {
  communityId: string
  holderId: string
  holderKind: string
  asset: string
}

/** All of them, or none while one is missing. */
export async function lockBalances(
  tx: Transaction,
  wanted: readonly WantedBalance[],
): Promise<LockedBalance[]> {
  return run(tx, lockStatement, [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.holderId),
    wanted.map((each) => each.asset),
  ])
}

/** Also those that are there already stay as they are. */
export async function insertEmptyBalances(tx: Transaction, wanted: readonly WantedBalance[]): Promise<void> {
  await run(tx, insertEmptyStatement, [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.holderId),
    wanted.map((each) => each.asset),
    wanted.map((each) => each.holderKind),
  ])
}

/*
 * One statement with the running sums of the supplies, so that a batch asks once. The row of a sum is locked behind
 * all balances; which of the 16 it is follows the session, so that those who post at once seldom share one.
 */
const updateStatement = prepared<never>(
  'ledger_update_balances',
  `with supplied as (
     insert into ledger_supplies as kept (community_id, asset, shard, issued, sunk, held, holders)
     select community_id, asset, pg_backend_pid() % 16, issued, sunk, held, holders
     from unnest($5::uuid[], $6::text[], $7::numeric[], $8::numeric[], $9::numeric[], $10::bigint[])
       as changed (community_id, asset, issued, sunk, held, holders)
     order by community_id, asset
     on conflict (community_id, asset, shard) do update
     set issued = kept.issued + excluded.issued, sunk = kept.sunk + excluded.sunk,
         held = kept.held + excluded.held, holders = kept.holders + excluded.holders
   )
   update ledger_balances b set amount = changed.amount
   from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) as changed (community_id, holder_id, asset, amount)
   where b.community_id = changed.community_id and b.holder_id = changed.holder_id and b.asset = changed.asset`,
)

export async function updateBalances(
  tx: Transaction,
  changed: readonly BalanceChange[],
  supplies: readonly SupplyChange[],
): Promise<void> {
  await run(tx, updateStatement, [
    changed.map((each) => each.community_id),
    changed.map((each) => each.holder_id),
    changed.map((each) => each.asset),
    changed.map((each) => each.amount),
    supplies.map((each) => each.communityId),
    supplies.map((each) => each.asset),
    supplies.map((each) => each.issued),
    supplies.map((each) => each.sunk),
    supplies.map((each) => each.held),
    supplies.map((each) => each.holders),
  ])
}

export interface PostingRow {
  communityId: string
  causeId: string
  part: number
  causeKind: string
  firstTransferId: string
  lastTransferId: string
}

// Plain, without ON CONFLICT: a repeat is so rare that the whole batch may fail for it, and the check of the
// unique index alone costs less than half of a speculative insertion.
/** Throws a violation of `ledger_postings_pkey` when a cause has been posted before. */
export const insertPostings = bulkInsert<PostingRow>('ledger_insert_postings', 'ledger_postings', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['cause_id', 'uuid', (row) => row.causeId],
  ['part', 'smallint', (row) => row.part],
  ['cause_kind', 'text', (row) => row.causeKind],
  ['first_transfer_id', 'uuid', (row) => row.firstTransferId],
  ['last_transfer_id', 'uuid', (row) => row.lastTransferId],
])

/** Which of some causes have been posted. */
export async function listPostedCauses(
  db: Queryable,
  causes: readonly Pick<PostingRow, 'communityId' | 'causeId' | 'part'>[],
) {
  return rows(
    db,
    sql<{ community_id: string; cause_id: string; part: number }>`
      select posting.community_id, posting.cause_id, posting.part
      from unnest(${causes.map((each) => each.communityId)}::uuid[], ${causes.map((each) => each.causeId)}::uuid[],
                  ${causes.map((each) => each.part)}::smallint[]) as wanted (community_id, cause_id, part)
      join ledger_postings posting using (community_id, cause_id, part)`,
  )
}

export const insertTransfers = bulkInsert<TransferRow>('ledger_insert_transfers', 'ledger_transfers', [
  ['community_id', 'uuid', (row) => row.community_id],
  ['id', 'uuid', (row) => row.id],
  ['cause_id', 'uuid', (row) => row.cause_id],
  ['cause_kind', 'text', (row) => row.cause_kind],
  ['line', 'int', (row) => row.line],
  ['asset', 'text', (row) => row.asset],
  ['amount', 'bigint', (row) => row.amount],
  ['from_kind', 'text', (row) => row.from_kind],
  ['from_id', 'uuid', (row) => row.from_id],
  ['from_balance', 'bigint', (row) => row.from_balance],
  ['to_kind', 'text', (row) => row.to_kind],
  ['to_id', 'uuid', (row) => row.to_id],
  ['to_balance', 'bigint', (row) => row.to_balance],
  ['action', 'text', (row) => row.action],
  ['actor_kind', 'text', (row) => row.actor_kind],
  ['actor_id', 'uuid', (row) => row.actor_id],
  ['actor_label', 'text', (row) => row.actor_label],
])

export async function insertAssets(
  tx: Transaction,
  communityId: string,
  assets: readonly { code: string; name: string }[],
): Promise<void> {
  for (const { code, name } of assets) {
    await sql`
      insert into ledger_assets (community_id, code, name) values (${communityId}, ${code}, ${name})
      on conflict do nothing`.execute(tx)
  }
}

export interface AssetRow {
  code: string
  name: string
  icon: string | null
  retired_at: Date | null
}

/** Retired ones too: their balances and history are still there. */
export async function listAssetRows(db: Queryable, communityId: string): Promise<AssetRow[]> {
  return rows(
    db,
    sql<AssetRow>`
      select code, name, icon, retired_at from ledger_assets
      where community_id = ${communityId} order by created_at, code desc`,
  )
}

/** What is offered for something new. */
export async function listLivingAssetRows(db: Queryable, communityId: string): Promise<AssetRow[]> {
  return (await listAssetRows(db, communityId)).filter((asset) => asset.retired_at === null)
}

const balancesOf = (assets: string) => `
  select community_id, holder_id, asset, amount from ledger_balances
  where community_id = $1 and holder_id = any($2::uuid[]) ${assets}`
const balancesStatement = prepared<BalanceRow>('ledger_list_balances', balancesOf(''))
const balancesOfAssetsStatement = prepared<BalanceRow>(
  'ledger_list_balances_of_assets',
  balancesOf('and asset = any($3::text[])'),
)

/** Of all assets, or of those only. Somebody may hold something of thousands. */
export async function listBalanceRows(
  db: Queryable,
  communityId: string,
  holderIds: readonly string[],
  assets?: readonly string[],
): Promise<BalanceRow[]> {
  return assets
    ? run(db, balancesOfAssetsStatement, [communityId, holderIds, assets])
    : run(db, balancesStatement, [communityId, holderIds])
}

/** Of somebody who is there: who has left keeps their balances, and nothing is given or taken by hand. */
export async function findMemberLabel(
  db: Queryable,
  communityId: string,
  memberId: string,
): Promise<string | undefined> {
  const [row] = await rows(
    db,
    sql<{ display_name: string }>`
      select display_name from communities_members_view
      where community_id = ${communityId} and id = ${memberId} and left_at is null`,
  )
  return row?.display_name
}
