/** Very many items of an app at once, written as no caller can: each a copy of a live one, but for its address. */
import { sql } from 'kysely'
import { operationCountMax } from '../../contracts/postings.ts'
import { liveItem } from './game.ts'
import type { World } from './world.ts'

/** Answers the ids of the items, in the order of their addresses. */
export async function manyItems(world: World, appId: string, uris: readonly string[]): Promise<string[]> {
  const { communityId } = world
  const [itemUri, ...others] = uris
  const { itemId } = await liveItem(world, appId, { itemUri })
  const { rows } = await sql<{ item_id: string }>`
    with made as (
      insert into items_definitions (community_id, id, app_id, item_uri, uri_digest, kind, state, name, tags, settings)
      select item.community_id, gen_random_uuid(), item.app_id, uri, sha256(convert_to(uri, 'UTF8')), item.kind, item.state,
             item.name, item.tags, item.settings
      from items_definitions item cross join unnest(${others}::text[]) uri
      where item.community_id = ${communityId} and item.id = ${itemId}
      returning community_id, id, app_id, item_uri
    ), tiers as (
      insert into items_tiers (community_id, id, app_id, item_id, key, asset)
      select community_id, id, app_id, id, 'default', 'item:' || replace(id::text, '-', '') from made
      returning item_id
    )
    select item_id from tiers join made on made.id = tiers.item_id order by array_position(${others}::text[], item_uri)`.execute(
    world.app.ctx.db,
  )
  return [itemId, ...rows.map(({ item_id }) => item_id)]
}

/** One unit of the first, two of the second, and so on. */
export async function grantMany(
  world: World,
  appId: string,
  memberId: string,
  itemIds: readonly string[],
): Promise<void> {
  const owner = world.as(world.owner)
  for (let from = 0; from < itemIds.length; from += operationCountMax) {
    const operations = itemIds.slice(from, from + operationCountMax).map((itemId, place) => {
      return { op: 'grant' as const, memberId, itemId, quantity: from + place + 1 }
    })
    await owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
  }
}
