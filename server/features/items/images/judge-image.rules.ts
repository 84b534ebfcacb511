/** Whether a picture is taken, judged before anything of it is decoded; in words where it is not. Pure. */
import { imageBytesMax, imageSideMax, imageSideMin } from '../../../../contracts/images.ts'
import { type ImageHead, readImageHead } from './image-head.rules.ts'

export type JudgedImage = { head: ImageHead; problem?: undefined } | { head?: undefined; problem: string }

export function judgeImage(bytes: Buffer, { isSquare }: { isSquare: boolean }): JudgedImage {
  if (bytes.length > imageBytesMax) return { problem: 'is larger than 2 MiB' }
  const head = readImageHead(bytes)
  if (head === undefined) return { problem: 'is no PNG, JPEG, WebP or AVIF' }
  const problem = sizeProblem(head, { isSquare })
  return problem === undefined ? { head } : { problem }
}

/** The size comes first: what is too small is not made right by being square. */
export function sizeProblem(
  { width, height }: { width: number; height: number },
  { isSquare }: { isSquare: boolean },
): string | undefined {
  const size = `${width} × ${height} px`
  if (Math.min(width, height) < imageSideMin)
    return `is too small: ${size}, and ${imageSideMin} × ${imageSideMin} px is the least`
  if (Math.max(width, height) > imageSideMax)
    return `is too big: ${size}, and ${imageSideMax} × ${imageSideMax} px is the most`
  return isSquare && width !== height ? `is not square: ${size}` : undefined
}
