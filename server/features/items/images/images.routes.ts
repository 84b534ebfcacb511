/** Pictures over HTTP. */
import { imageEndpoints } from '../../../../contracts/images.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { findImageBytes } from './images.store.ts'
import type { ImageMaker } from './make-image.ts'
import { uploadImage } from './upload-image.ts'

/** What lies at an address is named by its digest, so it is kept by browsers for good; not by caches for many. */
const servedHeaders = {
  'content-type': 'image/webp',
  'cache-control': 'private, max-age=31536000, immutable',
  'content-disposition': 'inline',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
}

export const imageRoutes = (images: ImageMaker): Route[] =>
  routesOf(imageEndpoints)({
    uploadImage: async ({ ctx, params, body }) => ({
      status: 201,
      body: await uploadImage(ctx, images, { ...params, ...body }),
    }),
    getImage: async ({ ctx, params }) => {
      const bytes = await findImageBytes(ctx.db, params.communityId, Buffer.from(params.imageId, 'hex'))
      return {
        status: 200,
        body: bytes ?? refuse('not_found', 'There is no such picture.'),
        headers: servedHeaders,
      }
    },
  })
