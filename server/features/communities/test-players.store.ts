/** The SQL of test players. No list of members and no look-up of one ever comes here. */
import { sql } from 'kysely'
import { firstRow, prepared, type Queryable, run, type Transaction } from '../../platform/db/database.ts'

export interface TestPlayerRow {
  id: string
  app_id: string
  email: string
  created_at: Date
}

export interface NewTestPlayer {
  communityId: string
  id: string
  appId: string
  email: string
  emailKey: string
}

/** Undefined of an app that has one already: it stays that one. */
export async function insertTestPlayer(
  tx: Transaction,
  player: NewTestPlayer,
): Promise<TestPlayerRow | undefined> {
  return firstRow(
    tx,
    sql<TestPlayerRow>`
      insert into communities_test_players (community_id, id, app_id, email, email_key)
      values (${player.communityId}, ${player.id}, ${player.appId}, ${player.email}, ${player.emailKey})
      on conflict (community_id, app_id) do nothing
      returning id, app_id, email, created_at`,
  )
}

export async function findTestPlayer(
  db: Queryable,
  { communityId, appId }: { communityId: string; appId: string },
): Promise<TestPlayerRow | undefined> {
  return firstRow(
    db,
    sql<TestPlayerRow>`
      select id, app_id, email, created_at from communities_test_players
      where community_id = ${communityId} and app_id = ${appId}`,
  )
}

/** Of some ids, those of test players, with the app that each belongs to. */
export async function listTestPlayers(
  db: Queryable,
  communityId: string,
  ids: readonly string[],
): Promise<Pick<TestPlayerRow, 'id' | 'app_id'>[]> {
  return run(db, listStatement, [communityId, ids])
}

const listStatement = prepared<Pick<TestPlayerRow, 'id' | 'app_id'>>(
  'communities_list_test_players',
  `select id, app_id from communities_test_players where community_id = $1 and id = any($2::uuid[])`,
)
