/** The SQL of holds. */
import { sql } from 'kysely'
import type { HoldStateName } from '../../../../contracts/holds.ts'
import {
  firstRow,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { EventActor } from '../../../platform/events/events.ts'
import type { HoldNumbers } from './holds.rules.ts'

export type HoldKeeper = 'items' | 'market'

export interface HoldRow extends HoldNumbers {
  community_id: string
  id: string
  purpose: string
  /** The feature that opened it and alone ends it. */
  keeper: HoldKeeper | null
  asset: string
  asset_name: string | null
  /** `issuer`: not theirs yet; the id is of whom the units are meant for. */
  holder_kind: 'member' | 'treasury' | 'issuer'
  holder_id: string
  holder_label: string | null
  amount: number
  expires_at: Date | null
  actor_kind: EventActor['kind']
  actor_id: string | null
  actor_label: string
  created_at: Date
  ended_at: Date | null
}

export interface NewHold {
  communityId: string
  id: string
  purpose: string
  asset: string
  holder: { kind: 'member' | 'treasury' | 'issuer'; id: string }
  amount: number
  expiresAt: Date | null
  actor: EventActor
  keeper?: HoldKeeper
}

export async function insertHold(tx: Transaction, hold: NewHold): Promise<void> {
  const { communityId, holder, actor } = hold
  await sql`
    insert into ledger_holds (community_id, id, purpose, asset, holder_kind, holder_id, amount, remaining, expires_at,
                              actor_kind, actor_id, actor_label, keeper)
    values (${communityId}, ${hold.id}, ${hold.purpose}, ${hold.asset}, ${holder.kind}, ${holder.id}, ${hold.amount},
            ${hold.amount}, ${hold.expiresAt}, ${actor.kind}, ${actor.id}, ${actor.label},
            ${hold.keeper ?? null})`.execute(tx)
}

const holdsWithHolder = sql`
  select hold.*, member.display_name as holder_label, named.name as asset_name
  from ledger_holds hold
  left join communities_players_view member
    on member.community_id = hold.community_id and member.id = hold.holder_id
  left join ledger_asset_names named on named.community_id = hold.community_id and named.asset = hold.asset`

export async function findHold(db: Queryable, communityId: string, id: string): Promise<HoldRow | undefined> {
  return firstRow(
    db,
    sql<HoldRow>`${holdsWithHolder} where hold.community_id = ${communityId} and hold.id = ${id}`,
  )
}

/** Before the balances, as every lock: two that want the same hold take turns. */
export async function lockHold(
  tx: Transaction,
  communityId: string,
  id: string,
): Promise<HoldRow | undefined> {
  return firstRow(
    tx,
    sql<HoldRow>`
      ${holdsWithHolder} where hold.community_id = ${communityId} and hold.id = ${id} for update of hold`,
  )
}

export interface HeldRow {
  holder_id: string
  asset: string
  purpose: string
  remaining: number
}

const heldOf = (assets: string) => `
  select holder_id, asset, purpose, sum(remaining)::bigint as remaining from ledger_holds
  where community_id = $1 and holder_id = any($2::uuid[]) and state = 'pending' and holder_kind <> 'issuer' ${assets}
  group by holder_id, asset, purpose order by asset, purpose`
const heldStatement = prepared<HeldRow>('ledger_list_held', heldOf(''))
const heldOfAssetsStatement = prepared<HeldRow>(
  'ledger_list_held_of_assets',
  heldOf('and asset = any($3::text[])'),
)

/** What is held of some holders' assets, by the words it is held for; of all assets, or of those only. */
export async function listHeldRows(
  db: Queryable,
  communityId: string,
  holderIds: readonly string[],
  assets?: readonly string[],
): Promise<HeldRow[]> {
  return assets
    ? run(db, heldOfAssetsStatement, [communityId, holderIds, assets])
    : run(db, heldStatement, [communityId, holderIds])
}

const comingStatement = prepared<Omit<HeldRow, 'purpose'>>(
  'ledger_list_coming',
  `select holder_id, asset, sum(remaining)::bigint as remaining from ledger_holds
   where community_id = $1 and holder_id = any($2::uuid[]) and state = 'pending' and holder_kind = 'issuer'
   group by holder_id, asset`,
)

/** What may still be issued to some members: they do not own it, and it counts towards their limits. */
export async function listComingRows(
  db: Queryable,
  communityId: string,
  memberIds: readonly string[],
): Promise<Omit<HeldRow, 'purpose'>[]> {
  return run(db, comingStatement, [communityId, memberIds])
}

/** Of all communities; waits for who works on one of them, and then leaves out what has ended meanwhile. */
export async function lockExpiredHolds(tx: Transaction, count: number): Promise<HoldRow[]> {
  return rows(
    tx,
    sql<HoldRow>`
      select hold.*, null as holder_label from ledger_holds hold
      where state = 'pending' and expires_at <= guildhall_now()
      order by expires_at, community_id, id limit ${count} for update`,
  )
}

const updateStatement = prepared<never>(
  'ledger_update_holds',
  `update ledger_holds hold
   set posted = changed.posted, returned = changed.returned, remaining = changed.remaining, state = changed.state,
       ended_at = case when changed.state = 'pending' then null else guildhall_now() end
   from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[])
     as changed (id, posted, returned, remaining, state)
   where hold.community_id = $1 and hold.id = changed.id`,
)

export async function updateHolds(
  tx: Transaction,
  communityId: string,
  holds: readonly (HoldNumbers & { id: string })[],
): Promise<void> {
  await run(tx, updateStatement, [
    communityId,
    holds.map(({ id }) => id),
    holds.map(({ posted }) => posted),
    holds.map(({ returned }) => returned),
    holds.map(({ remaining }) => remaining),
    holds.map(({ state }) => state),
  ])
}

export const updateHold = (
  tx: Transaction,
  communityId: string,
  id: string,
  numbers: HoldNumbers,
): Promise<void> => updateHolds(tx, communityId, [{ ...numbers, id }])

export interface HoldFilter {
  state?: HoldStateName | undefined
  holderId?: string | undefined
}

export async function listHoldRows(
  db: Queryable,
  communityId: string,
  filter: HoldFilter,
  keyset: Keyset,
): Promise<HoldRow[]> {
  return rows(
    db,
    sql<HoldRow>`
      ${holdsWithHolder} where hold.community_id = ${communityId}
        ${filter.state ? sql`and hold.state = ${filter.state}` : sql``}
        ${filter.holderId ? sql`and hold.holder_id = ${filter.holderId}` : sql``}
        ${keyset.after ? sql`and hold.id < ${keyset.after}` : sql``}
      order by hold.id desc limit ${keyset.take}`,
  )
}
