/** Takes a picture that somebody uploads, for an app or an item to name. */
import type { Image } from '../../../../contracts/images.ts'
import type { Context } from '../../../context.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { imagePath } from './image-path.rules.ts'
import { insertImage } from './images.store.ts'
import type { ImageMaker } from './make-image.ts'

export async function uploadImage(
  ctx: Pick<Context, 'inTransaction'>,
  images: ImageMaker,
  { communityId, content }: { communityId: string; content: string },
): Promise<Image> {
  const { image, problem } = await images.make(Buffer.from(content, 'base64'), { isSquare: false })
  if (image === undefined) {
    throw new Refusal('image_not_usable', {
      detail: `The picture ${problem}.`,
      errors: [{ pointer: '/content', reason: problem }],
    })
  }
  await ctx.inTransaction((tx) => insertImage(tx, communityId, image))
  return { url: imagePath(communityId, image.digest), width: image.width, height: image.height }
}
