/** The SQL of what every feature that keeps holds has to prove of them: that its records and their holds agree. */
import { type RawBuilder, sql } from 'kysely'
import type { FindingSubject } from '../../../../contracts/conservation.ts'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import type { Scope } from './proof.ts'
import { inScope } from './scope.store.ts'

export interface WrongRecord {
  community_id: string
  kind: FindingSubject
  id: string
  words: string
}

/**
 * Records for which units are held, as rows of `community_id, id, hold_id, purpose, asset, held, state`; `purpose`: what
 * kind of record it is; `held`: what must be in the hold, 0 once it has ended.
 */
export interface KeptHolds {
  /** As the holds name their feature. */
  keeper: string
  records: RawBuilder<unknown>
}

/** Holds that no record knows, and records whose hold was never opened. */
export async function listUnpaired(
  db: Queryable,
  scope: Scope,
  { keeper, records }: KeptHolds,
): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select community_id, 'hold' as kind, id, concat('is a hold for a ', purpose, ' that is not there') as words
      from ledger_holds hold
      where keeper = ${keeper} and ${inScope(scope)}
        and not exists (
          select from ${records} record
          where record.community_id = hold.community_id and record.hold_id = hold.id and record.purpose = hold.purpose)
      union all
      select community_id, purpose, id, concat('is a ', purpose, ' without its hold') from ${records} record
      where ${inScope(scope)}
        and not exists (
          select from ledger_holds hold
          where hold.community_id = record.community_id and hold.id = record.hold_id)
      limit 100`,
  )
}

/** Open records whose hold has something else. */
export async function listWrongHeld(
  db: Queryable,
  scope: Scope,
  { records }: KeptHolds,
): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select record.community_id, record.purpose as kind, record.id,
             concat('is an open ', record.purpose, ' of ', record.held, ' ', record.asset, ', its hold has ',
                    hold.remaining, ' ', hold.asset) as words
      from (select * from ${records} every where held > 0 and ${inScope(scope)}) record
      join ledger_holds hold on hold.community_id = record.community_id and hold.id = record.hold_id
      where hold.remaining <> record.held or hold.asset <> record.asset
      limit 100`,
  )
}

/** Records that have ended while their hold goes on. */
export async function listEndedWithHold(
  db: Queryable,
  scope: Scope,
  { records }: KeptHolds,
): Promise<WrongRecord[]> {
  return rows(
    db,
    sql<WrongRecord>`
      select record.community_id, record.purpose as kind, record.id,
             concat('is a ', record.purpose, ' that is ', record.state, ', its hold is pending') as words
      from (select * from ${records} every where held = 0 and ${inScope(scope)}) record
      join ledger_holds hold on hold.community_id = record.community_id and hold.id = record.hold_id
      where hold.state = 'pending' limit 100`,
  )
}
