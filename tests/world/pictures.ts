/** Pictures of one color, as the file of an app or an item. */
import { Transformer } from '@napi-rs/image'

export async function pictureFile(width = 300, height = width, shade = 120): Promise<Buffer> {
  return Transformer.fromRgbaPixels(Buffer.alloc(width * height * 4, shade), width, height).png()
}

/** The body of an upload. */
export const uploadOf = async (...size: Parameters<typeof pictureFile>) => ({
  content: (await pictureFile(...size)).toString('base64'),
})
