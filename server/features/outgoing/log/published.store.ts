/** The SQL of the ids that publishers gave to events of their own. */
import { sql } from 'kysely'
import { firstRow, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'

/** Whether it was free; of two at once the second waits here until the first has committed. */
export async function claimEventKey(
  tx: Transaction,
  communityId: string,
  eventKey: string,
  eventId: string,
): Promise<boolean> {
  const claimed = await firstRow(
    tx,
    sql<{ event_id: string }>`
      insert into outgoing_published (community_id, event_key, event_id)
      values (${communityId}, ${eventKey}, ${eventId})
      on conflict do nothing returning event_id`,
  )
  return claimed !== undefined
}

export async function getPublishedId(
  tx: Transaction,
  communityId: string,
  eventKey: string,
): Promise<string> {
  const found = await firstRow(
    tx,
    sql<{ event_id: string }>`
      select event_id from outgoing_published where community_id = ${communityId} and event_key = ${eventKey}`,
  )
  invariant(found, 'an id that is taken can be read')
  return found.event_id
}
