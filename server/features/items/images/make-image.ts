/**
 * Makes a picture anew as it is served: turned as it says, no larger than is shown, WebP, and without what else its file
 * held. Decoding runs in threads of the library, one picture at a time, and only after its size was judged.
 */
import { createHash } from 'node:crypto'
import { ResizeFit, Transformer } from '@napi-rs/image'
import { servedSideMax } from '../../../../contracts/images.ts'
import type { ServedImage } from './images.store.ts'
import { judgeImage } from './judge-image.rules.ts'

export type MadeImage = { image: ServedImage; problem?: undefined } | { image?: undefined; problem: string }

export interface ImageMaker {
  make: (bytes: Buffer, wanted: { isSquare: boolean }) => Promise<MadeImage>
}

const quality = 82

export function createImageMaker(): ImageMaker {
  let last: Promise<unknown> = Promise.resolve()
  return {
    async make(bytes, wanted) {
      const { head, problem } = judgeImage(bytes, wanted)
      if (head === undefined) return { problem }
      const made = last.then(() => encode(bytes, Math.max(head.width, head.height)))
      last = made.catch(() => {})
      // The library has no errors of its own: whatever it says is that it could not read the picture.
      const encoded = await made.catch(() => undefined)
      if (encoded === undefined) return { problem: 'cannot be decoded' }
      // What came out is what is shown, whatever the file said of itself.
      const { width, height } = encoded
      return wanted.isSquare && width !== height
        ? { problem: `is not square: ${width} × ${height} px as it is shown` }
        : { image: encoded }
    },
  }
}

async function encode(bytes: Buffer, side: number): Promise<ServedImage> {
  const picture = new Transformer(bytes).rotate()
  if (side > servedSideMax)
    picture.resize({ width: servedSideMax, height: servedSideMax, fit: ResizeFit.Inside })
  const webp = await picture.webp(quality)
  const { width, height } = await new Transformer(webp).metadata()
  return { digest: createHash('sha256').update(webp).digest(), bytes: webp, width, height }
}
