/**
 * What the first bytes of a picture say of it, before anything is decoded: its format and its size in pixels. Pure.
 * PNG (W3C), JPEG (ITU T.81), WebP (RFC 9649), AVIF (AV1 Image File Format over ISO/IEC 14496-12).
 */

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'avif'

export interface ImageHead {
  format: ImageFormat
  width: number
  height: number
}

/** Undefined for what is none of them, or breaks off before it has said its size. */
export function readImageHead(bytes: Buffer): ImageHead | undefined {
  try {
    return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes) ?? readAvif(bytes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

function readPng(bytes: Buffer): ImageHead | undefined {
  if (!bytes.subarray(0, 8).equals(pngSignature) || textAt(bytes, 12) !== 'IHDR') return undefined
  return { format: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Segments are walked up to the one that begins the frame. */
function readJpeg(bytes: Buffer): ImageHead | undefined {
  if (bytes.length < 3 || bytes.readUIntBE(0, 3) !== 0xffd8ff) return undefined
  for (let at = 2; at < bytes.length; ) {
    const marker = bytes.readUInt8(at + 1)
    if (bytes.readUInt8(at) !== 0xff) return undefined
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrame(marker))
      return { format: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    if (marker === 0xda || marker === 0xd9) return undefined
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** SOF0 to SOF15 without the tables that lie among them. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function readWebp(bytes: Buffer): ImageHead | undefined {
  if (textAt(bytes, 0) !== 'RIFF' || textAt(bytes, 8) !== 'WEBP') return undefined
  const size = (width: number, height: number): ImageHead => ({ format: 'webp', width, height })
  switch (textAt(bytes, 12)) {
    case 'VP8 ':
      return size(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      return size(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
    default:
      return undefined
  }
}

const avifBrands: readonly string[] = ['avif', 'avis']
/** How many bytes of a box come before the boxes in it. */
const containers: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0 }

/** Of all sizes that it names the largest: its parts may be pictures too. */
function readAvif(bytes: Buffer): ImageHead | undefined {
  if (textAt(bytes, 4) !== 'ftyp') return undefined
  const brandsEnd = Math.min(bytes.readUInt32BE(0), bytes.length)
  const brands = [textAt(bytes, 8)]
  for (let at = 16; at + 4 <= brandsEnd; at += 4) brands.push(textAt(bytes, at))
  if (!brands.some((brand) => avifBrands.includes(brand))) return undefined
  const sizes = sizesIn(bytes, 0, bytes.length)
  if (sizes.length === 0) return undefined
  const most = (side: 'width' | 'height') => Math.max(...sizes.map((size) => size[side]))
  return { format: 'avif', width: most('width'), height: most('height') }
}

function sizesIn(bytes: Buffer, from: number, until: number): { width: number; height: number }[] {
  const found: { width: number; height: number }[] = []
  for (let at = from; at + 8 <= until; ) {
    const length = bytes.readUInt32BE(at)
    const kind = textAt(bytes, at + 4)
    // Longer than 4 GiB, or up to the end of the file: what is there is no size.
    if (length < 8) return found
    const end = Math.min(at + length, until)
    if (kind === 'ispe')
      found.push({ width: bytes.readUInt32BE(at + 12), height: bytes.readUInt32BE(at + 16) })
    const skipped = containers[kind]
    if (skipped !== undefined) found.push(...sizesIn(bytes, at + 8 + skipped, end))
    at = end
  }
  return found
}

const textAt = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 4)
