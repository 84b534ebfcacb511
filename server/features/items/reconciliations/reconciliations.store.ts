/** The SQL of reconciliations. */
import { sql } from 'kysely'
import type { Difference, Verdict } from '../../../../contracts/reconciliations.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { EventActor } from '../../../platform/events/events.ts'
import type { AppAddress } from '../apps/app.ts'

export interface CountsRow {
  member_id: string
  asset: string
  available: number
  pending_merge: number
  pending_mint: number
  merged: number
  minted: number
  granted: number
  sequence: number
}

/** One statement, so that all of it is of one moment in whatever transaction it runs. */
export async function readAllCounts(
  db: Queryable,
  { communityId, appId }: AppAddress,
  memberIds: readonly string[],
): Promise<CountsRow[]> {
  return rows(
    db,
    sql<CountsRow>`
      with tiers as (
        select id, asset from items_tiers where community_id = ${communityId} and app_id = ${appId}
      ), members as (
        select unnest(${memberIds}::uuid[]) as id
      ), parts as (
        select holder_id as member_id, asset, amount as available, 0 as pending_merge, 0 as pending_mint,
               0 as merged, 0 as minted, 0 as granted
        from ledger_holdings_view where community_id = ${communityId} and holder_id in (select id from members)
        union all
        select merge.member_id, tiers.asset, 0,
               case when merge.state in ('requested', 'in_doubt') then merge.quantity else 0 end, 0,
               case when merge.state = 'confirmed' then merge.quantity else 0 end, 0, 0
        from items_merges merge join tiers on tiers.id = merge.tier_id
        where merge.community_id = ${communityId} and merge.member_id in (select id from members)
        union all
        select member_id, asset, 0, 0, remaining, 0, 0, 0
        from ledger_minting_view where community_id = ${communityId} and member_id in (select id from members)
        union all
        select member_id, asset, 0, 0, 0, 0, amount, 0
        from ledger_minted_view where community_id = ${communityId} and member_id in (select id from members)
        union all
        select member_id, asset, 0, 0, 0, 0, 0, amount
        from ledger_issued_view
        where community_id = ${communityId} and member_id in (select id from members)
          and actor_kind = 'app' and actor_id = ${appId}
      )
      select parts.member_id, parts.asset, sum(available)::bigint as available,
             sum(pending_merge)::bigint as pending_merge, sum(pending_mint)::bigint as pending_mint,
             sum(merged)::bigint as merged, sum(minted)::bigint as minted, sum(granted)::bigint as granted,
             coalesce(max(inventory.inventory_sequence), 0)::bigint as sequence
      from parts
      left join items_inventories inventory
        on inventory.community_id = ${communityId} and inventory.app_id = ${appId}
        and inventory.member_id = parts.member_id
      where parts.asset in (select asset from tiers)
      group by parts.member_id, parts.asset`,
  )
}

export interface RunRow {
  id: string
  app_id: string
  checked: number
  equal: number
  counts: Record<Verdict, number>
  /** Those of older versions do not say which member and item that is. */
  differences: (Omit<Difference, Resolved> & Partial<Pick<Difference, Resolved>>)[]
  actor_kind: EventActor['kind'] | null
  actor_id: string | null
  actor_label: string | null
  created_at: Date
}
type Resolved = 'memberId' | 'itemId' | 'tier'

export interface NewRun
  extends AppAddress,
    Pick<RunRow, 'id' | 'checked' | 'equal' | 'counts' | 'differences'> {
  by: EventActor
}

export async function insertRun(tx: Transaction, run: NewRun): Promise<void> {
  await sql`
    insert into items_reconciliations (community_id, id, app_id, checked, equal, counts, differences, actor_kind,
                                       actor_id, actor_label)
    values (${run.communityId}, ${run.id}, ${run.appId}, ${run.checked}, ${run.equal},
            ${JSON.stringify(run.counts)}, ${JSON.stringify(run.differences)}, ${run.by.kind}, ${run.by.id},
            ${run.by.label})`.execute(tx)
}

export async function findRun(
  db: Queryable,
  { communityId, appId }: AppAddress,
  id: string,
): Promise<RunRow | undefined> {
  return firstRow(
    db,
    sql<RunRow>`
      select id, app_id, checked, equal, counts, differences, actor_kind, actor_id, actor_label, created_at
      from items_reconciliations
      where community_id = ${communityId} and app_id = ${appId} and id = ${id}`,
  )
}

export async function listRunRows(
  db: Queryable,
  { communityId, appId }: AppAddress,
  keyset: Keyset,
): Promise<Omit<RunRow, 'differences'>[]> {
  return rows(
    db,
    sql<Omit<RunRow, 'differences'>>`
      select id, app_id, checked, equal, counts, actor_kind, actor_id, actor_label, created_at from items_reconciliations
      where community_id = ${communityId} and app_id = ${appId}
        ${keyset.after ? sql`and id < ${keyset.after}` : sql``}
      order by id desc limit ${keyset.take}`,
  )
}

export interface MendingRow {
  id: string
  reason: string
  tags: string[]
  created_at: Date
}

/** What was posted about a run, oldest first. */
export async function listMendings(
  db: Queryable,
  { communityId, appId }: AppAddress,
  reference: string,
  limit: number,
): Promise<MendingRow[]> {
  return rows(
    db,
    sql<MendingRow>`
      select id, reason, tags, created_at from items_postings
      where community_id = ${communityId} and app_id = ${appId} and reference = ${reference}
      order by id limit ${limit}`,
  )
}

/** Of all communities. */
export async function deleteOldRuns(tx: Transaction, days: number): Promise<void> {
  await sql`
    delete from items_reconciliations where created_at < guildhall_now() - make_interval(days => ${days})`.execute(
    tx,
  )
}
