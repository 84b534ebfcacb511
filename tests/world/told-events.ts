/** The events of the community that were told so far, in order; also those that readers of the log do not see yet. */
import { sql } from 'kysely'
import type { World } from './world.ts'

export interface ToldEvent {
  type: string
  data: Record<string, unknown>
}

/** Only those whose payload holds this id. */
export async function toldEvents({ app, communityId }: World, id: string): Promise<ToldEvent[]> {
  const { rows } = await sql<ToldEvent>`
    select type, payload as data from events
    where community_id = ${communityId} and payload::text like ${`%${id}%`} order by sequence`.execute(
    app.ctx.db,
  )
  return rows
}
