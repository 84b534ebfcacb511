/** What is wrong with the picture that an app or an item names, as far as it is known before it is fetched. */
import type { Queryable } from '../../../platform/db/database.ts'
import { webAddressProblem } from '../web-address.rules.ts'
import { communityOfPath, imageIdOf } from './image-path.rules.ts'
import { findImageSize } from './images.store.ts'

export async function pictureProblem(
  db: Queryable,
  communityId: string,
  imageUrl: string,
  { isSquare }: { isSquare: boolean },
): Promise<string | undefined> {
  const digest = imageIdOf(imageUrl)
  if (digest === undefined) return webAddressProblem(imageUrl)
  if (communityOfPath(imageUrl) !== communityId) return 'is no picture of this community'
  const size = await findImageSize(db, communityId, digest)
  if (!size) return 'is no picture that was uploaded here'
  // Whether it is large enough was judged by the file; only its shape is the same now.
  return isSquare && size.width !== size.height
    ? `is not square: ${size.width} × ${size.height} px`
    : undefined
}
