/** The picture of an app, where another one is named: shown at once if it was uploaded, fetched if it lies elsewhere. */
import type { Transaction } from '../../../platform/db/database.ts'
import { imageIdOf } from '../images/image-path.rules.ts'
import { releaseImage } from '../images/images.store.ts'
import { hostOf } from '../metadata/fetch.ts'
import { deleteFetch, wantFetch } from '../metadata/fetches.store.ts'
import type { AppAddress, AppRow } from './app.ts'
import { updateAppPicture } from './apps.store.ts'

export async function followAppPicture(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  imageUrl: string | null,
): Promise<void> {
  const subject = { communityId, subjectId: appId }
  const isElsewhere = imageUrl !== null && imageIdOf(imageUrl) === undefined
  if (isElsewhere) await wantFetch(tx, subject, { kind: 'app', host: hostOf(imageUrl) })
  else await deleteFetch(tx, subject)
}

/** Until another one is here, none is shown. */
export async function showOwnPicture(
  tx: Transaction,
  address: AppAddress,
  app: Pick<AppRow, 'image_digest'>,
  imageUrl: string | null,
): Promise<void> {
  await updateAppPicture(tx, address, (imageUrl === null ? undefined : imageIdOf(imageUrl)) ?? null)
  if (app.image_digest !== null) await releaseImage(tx, address.communityId, app.image_digest)
}
