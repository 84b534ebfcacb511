/** The SQL of pictures. */
import { sql } from 'kysely'
import { firstRow, type Queryable, type Transaction } from '../../../platform/db/database.ts'

export interface ServedImage {
  digest: Buffer
  bytes: Buffer
  width: number
  height: number
}

/** The same picture is kept once. */
export async function insertImage(tx: Transaction, communityId: string, image: ServedImage): Promise<void> {
  await sql`
    insert into items_images (community_id, digest, bytes, width, height)
    values (${communityId}, ${image.digest}, ${image.bytes}, ${image.width}, ${image.height})
    on conflict (community_id, digest) do update set created_at = guildhall_now(), released_at = null`.execute(
    tx,
  )
}

export async function findImageBytes(
  db: Queryable,
  communityId: string,
  digest: Buffer,
): Promise<Buffer | undefined> {
  const row = await firstRow(
    db,
    sql<{ bytes: Buffer }>`
      select bytes from items_images where community_id = ${communityId} and digest = ${digest}`,
  )
  return row?.bytes
}

export async function findImageSize(
  db: Queryable,
  communityId: string,
  digest: Buffer,
): Promise<{ width: number; height: number } | undefined> {
  return firstRow(
    db,
    sql<{ width: number; height: number }>`
      select width, height from items_images where community_id = ${communityId} and digest = ${digest}`,
  )
}

/** Something shows it no more. */
export async function releaseImage(tx: Transaction, communityId: string, digest: Buffer): Promise<void> {
  await sql`
    update items_images set released_at = guildhall_now()
    where community_id = ${communityId} and digest = ${digest}`.execute(tx)
}

/** A batch of those that nothing names, long enough; answers how many went. */
export async function deleteUnused(
  tx: Transaction,
  {
    uploadKeptDays,
    releasedKeptDays,
    count,
  }: { uploadKeptDays: number; releasedKeptDays: number; count: number },
): Promise<number> {
  const result = await sql`
    delete from items_images where (community_id, digest) in (
      select image.community_id, image.digest from items_images image
      where image.created_at < guildhall_now() - make_interval(days => ${uploadKeptDays})
        and coalesce(image.released_at < guildhall_now() - make_interval(days => ${releasedKeptDays}), true)
        and not exists (select from items_definitions item
                        where item.community_id = image.community_id and item.image_digest = image.digest)
        and not exists (select from items_apps app
                        where app.community_id = image.community_id and app.image_digest = image.digest)
        and not exists (select from items_fetches fetched
                        where fetched.community_id = image.community_id and fetched.image_digest = image.digest)
      limit ${count})`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}
