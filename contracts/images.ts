/** Pictures of apps and items: taken from an upload or from an address, made anew, and served from here. */
import Type, { type Static } from 'typebox'
import { appAccess, appReadAccess, endpoint } from './endpoint.ts'
import { bytesOf, CommunityParams, Id, webAddressMax } from './values.ts'

export const imageBytesMax = 2 * 1024 * 1024
export const imageSideMin = 300
export const imageSideMax = 4096
/** A larger one is made smaller. */
export const servedSideMax = 1024
/** As text; a little more than what is taken, so that it is told what is wrong. */
const uploadTextMax = 4 * 1024 * 1024

export const imagePathMax = 130
export const ImagePath = Type.String({
  maxLength: imagePathMax,
  description: 'Where this server serves it',
})

/** What can be saved as the picture of something: an address of the web, or where an upload lies. */
export const imageAddress = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: webAddressMax,
    pattern:
      '^([hH][tT][tT][pP][sS]?://[^\\s\\u0000-\\u001f\\u007f]+|/api/communities/[0-9a-f-]{36}/images/[0-9a-f]{64})$',
    description: `${description}: an address of the web, or the \`url\` of one that was uploaded`,
  })

const side = (description: string) => Type.Integer({ minimum: 1, maximum: imageSideMax, description })

const Image = Type.Object(
  {
    url: { ...ImagePath, description: 'To be saved as `imageUrl` of an app or an item' },
    width: side('Of the picture as it is served'),
    height: side('Of the picture as it is served'),
  },
  { additionalProperties: false },
)
export type Image = Static<typeof Image>

export const imageEndpoints = [
  endpoint({
    name: 'uploadImage',
    method: 'POST',
    path: '/api/communities/{communityId}/images',
    summary: 'Upload a picture for an app or an item',
    description:
      'PNG, JPEG, WebP or AVIF, 2 MiB at most, each side 300 to 4,096 pixels. It is made anew as WebP, without what else the file held. One that nothing names is removed after a day.',
    access: appAccess('manage_apps', 'catalog.write'),
    params: CommunityParams,
    body: Type.Object(
      {
        content: Type.String({
          minLength: 4,
          maxLength: uploadTextMax,
          pattern: '^[A-Za-z0-9+/]+={0,2}$',
          description: 'The bytes of the file in Base64',
        }),
      },
      { additionalProperties: false },
    ),
    bodyBytesMax: uploadTextMax + 1024,
    isRepeatable: true,
    answers: { 201: Image },
    refusals: ['image_not_usable'],
  }),
  endpoint({
    name: 'getImage',
    method: 'GET',
    path: '/api/communities/{communityId}/images/{imageId}',
    summary: 'The bytes of a picture; what lies at an address never changes',
    access: appReadAccess,
    params: Type.Object(
      {
        communityId: Id,
        imageId: Type.String({
          pattern: '^[0-9a-f]{64}$',
          maxLength: 64,
          description: 'SHA-256 of the bytes',
        }),
      },
      { additionalProperties: false },
    ),
    answers: { 200: bytesOf('image/webp', imageBytesMax) },
    refusals: [],
  }),
] as const
